import { Composer, type Document, Lexer, Parser } from 'yaml';
import { messageOf } from '../src/core/errors.ts';
import { YamlValues, type YamlNote, type YamlValue } from './yaml-values.ts';

export type { YamlNote, YamlValue } from './yaml-values.ts';

/** Something that is no YAML. */
export interface YamlFault {
  readonly message: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  /** It may be YAML, but is more than is read. */
  readonly isLimit?: true;
}

export interface YamlReading {
  /** None when the text is empty or could not be read at all. Behind a fault it may be wrong. */
  readonly root: YamlValue | undefined;
  /** The first is the one to believe: those behind it may come of it. */
  readonly faults: readonly YamlFault[];
  /** What is allowed, and was left out or changed all the same. */
  readonly notes: readonly YamlNote[];
}

export interface YamlLimits {
  /** UTF-16 units of the text. */
  readonly length: number;
  /** Of the lexer: what time and memory go by. */
  readonly tokens: number;
  readonly depth: number;
  /** Values, those behind aliases counted each time. */
  readonly values: number;
}

/** A hundred thousand tokens take about 0.15 s; the largest front matters of the Hub, tables of scores, have fewer. */
export const yamlLimits: YamlLimits = { length: 2 ** 20, tokens: 100_000, depth: 32, values: 100_000 };

/**
 * A text of somebody else's as values with their places, in linear time and within limits. Total. YAML 1.2, core schema: `no` is
 * a word and dates are words. No merge keys, no types beyond JSON's; of equal keys the last counts. Objects have no
 * prototype. `words`: keys at the top whose scalars stay as they are written, also when they look like numbers.
 */
export function readYaml(
  text: string,
  words: ReadonlySet<string> = new Set(),
  limits: YamlLimits = yamlLimits,
): YamlReading {
  if (text.length > limits.length) return unread(`longer than ${limits.length} characters`);
  const faults: YamlFault[] = [];
  const byPlace = (): readonly YamlFault[] => faults.toSorted((a, b) => a.offset - b.offset);
  let document: Document.Parsed | undefined;
  try {
    document = compose(text, limits, faults);
  } catch (error) {
    // Else too deep for its own recursion, for instance.
    if (!(error instanceof Stop)) faults.push({ message: messageOf(error), offset: 0 });
    else if (error.fault !== undefined) faults.push(error.fault);
    return { root: undefined, faults: byPlace(), notes: [] };
  }
  const values = new YamlValues(words, limits);
  const root = document?.contents ? values.read(document.contents) : undefined;
  const tags = (document?.warnings ?? []).map(({ message, pos }): YamlNote => ({
    code: 'yaml-tag',
    message: plain(message),
    offset: pos[0],
  }));
  return { root, faults: byPlace(), notes: [...tags, ...values.notes] };
}

function unread(message: string): YamlReading {
  return { root: undefined, faults: [{ message, offset: 0, isLimit: true }], notes: [] };
}

/** Past so many nothing is learnt, and each costs more than what is right. */
const mostFaults = 20;

/** Thrown when reading on is not worth it, by a limit, or because there are faults enough. */
class Stop extends Error {
  readonly fault: YamlFault | undefined;
  constructor(fault?: YamlFault) {
    super(fault?.message ?? 'faults enough');
    this.fault = fault;
  }
}

function compose(text: string, limits: YamlLimits, faults: YamlFault[]): Document.Parsed | undefined {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const collect = (message: string, offset: number): void => {
    // The composer catches what is thrown inside it, and tells it again.
    if (faults.length >= mostFaults) throw new Stop();
    faults.push({ message: plain(message), offset });
  };
  collectFaults(composer, collect);
  let first: Document.Parsed | undefined;
  for (const document of composer.compose(tokensOf(text, limits, collect), true, text.length)) {
    if (first !== undefined) {
      collect('a second document begins', document.range[0]);
      break;
    }
    first = document;
  }
  return first;
}

/**
 * The composer collects faults without end, and a text of nothing but faults costs it seconds. The one place where it
 * collects them is no part of its interface: should it be called otherwise one day, a test misses the faults.
 */
function collectFaults(composer: Composer, collect: (message: string, offset: number) => void): void {
  const original: unknown = Reflect.get(composer, 'onError');
  let warnings = 0;
  Reflect.set(composer, 'onError', (...fault: readonly unknown[]) => {
    const [place, , message, isWarning] = fault;
    if (isWarning !== true) return collect(String(message), offsetOf(place));
    warnings += 1;
    if (warnings <= mostFaults && typeof original === 'function') Reflect.apply(original, composer, fault);
  });
}

/** Of what the composer points at: a place, a range, a token. */
function offsetOf(place: unknown): number {
  const offset: unknown = Array.isArray(place)
    ? place[0]
    : typeof place === 'object' && place !== null
      ? Reflect.get(place, 'offset')
      : place;
  return typeof offset === 'number' ? offset : 0;
}

/** The parser's tokens, as long as there are not too many. */
function* tokensOf(
  text: string,
  { tokens: most }: YamlLimits,
  collect: (message: string, offset: number) => void,
): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let [count, offset] = [0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > most) throw new Stop({ message: `more than ${most} tokens`, offset, isLimit: true });
    offset += lexeme.length;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') collect(token.message, token.offset);
      yield token;
    }
  }
  yield* parser.end();
}

/** One line, without the place: the caller knows where the text itself stands. */
function plain(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
