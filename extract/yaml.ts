import { Composer, type Document, Lexer, Parser } from 'yaml';
import { messageOf } from '../src/core/errors.ts';
import { YamlValues, type YamlNote, type YamlValue } from './yaml-values.ts';

export type { YamlNote, YamlValue } from './yaml-values.ts';

/** Something that is no YAML. */
export interface YamlFault {
  readonly message: string;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
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
  if (text.length > limits.length) return unread(`longer than ${limits.length} characters`, 0);
  const faults: YamlFault[] = [];
  let document: Document.Parsed | undefined;
  try {
    document = compose(text, limits, faults);
  } catch (error) {
    if (error instanceof Stop) faults.push({ message: error.message, offset: error.offset });
    // Too deep for its own recursion, for instance.
    else faults.push({ message: messageOf(error), offset: 0 });
    return { root: undefined, faults, notes: [] };
  }
  const values = new YamlValues(words, limits);
  const root = document?.contents ? values.read(document.contents) : undefined;
  const tags = (document?.warnings ?? []).map(({ message, pos }): YamlNote => ({
    code: 'yaml-tag',
    message: plain(message),
    offset: pos[0],
  }));
  return { root, faults, notes: [...tags.slice(0, mostFaults), ...values.notes] };
}

function unread(message: string, offset: number): YamlReading {
  return { root: undefined, faults: [{ message, offset }], notes: [] };
}

/** Past so many nothing is learnt, and each costs more than what is right. */
const mostFaults = 20;

class Stop extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
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
  boundFaults(composer);
  let first: Document.Parsed | undefined;
  for (const document of composer.compose(tokensOf(text, limits), true, text.length)) {
    if (first !== undefined) {
      faults.push({ message: 'a second document begins', offset: document.range[0] });
      break;
    }
    first = document;
    for (const { message, pos } of document.errors) faults.push({ message: plain(message), offset: pos[0] });
  }
  return first;
}

/**
 * The composer collects faults without end, and a text of nothing but faults costs it seconds. Its one place of collecting
 * them is no part of its interface: should it be called otherwise one day, a test of the time taken fails.
 */
function boundFaults(composer: Composer): void {
  const collect: unknown = Reflect.get(composer, 'onError');
  if (typeof collect !== 'function') return;
  let left = mostFaults;
  Reflect.set(composer, 'onError', (...fault: readonly unknown[]) => {
    left -= 1;
    if (left < 0) throw new Stop('more faults than can be told', 0);
    Reflect.apply(collect, composer, fault);
  });
}

/** The parser's tokens, as long as there are neither too many nor too many wrong ones. */
function* tokensOf(text: string, { tokens: most }: YamlLimits): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let [count, offset, wrong] = [0, 0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    count += 1;
    if (count > most) throw new Stop(`more than ${most} tokens`, offset);
    offset += lexeme.length;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') wrong += 1;
      if (wrong > mostFaults) throw new Stop('more faults than can be told', token.offset);
      yield token;
    }
  }
  yield* parser.end();
}

/** One line, without the place: the caller knows where the text itself stands. */
function plain(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
