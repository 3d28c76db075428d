import { placeOf, type YamlNote, type YamlValue } from '../../yaml-values.ts';
import { readYaml, type YamlFault, yamlLimits } from '../../yaml.ts';
import { CardFields, type CardPath, isCardKey } from '../card-fields.ts';
import { isObject } from '../found.ts';
import type { IssueList } from '../issue-list.ts';
import type { CardText } from './card-text.ts';
import { findFrontMatter, type FrontMatter, lineAt } from './front-matter.ts';

export interface CardParts {
  readonly fields: CardFields;
  /** Where the prose begins: text that turns out to be no front matter is prose. */
  readonly bodyStart: number;
}

/** Fields whose values are words even where they look like numbers. */
const words: ReadonlySet<string> = new Set(
  (
    'license license_name license_link language tags datasets library_name pipeline_tag new_version base_model_relation ' +
    'licence liscence licenses languages lang tag dataset Datasets pipeline-tag library'
  ).split(' '),
);

/** A field and where in the card the text begins in which its places are counted. */
interface Field {
  readonly value: YamlValue;
  readonly base: number;
}

/** The front matter of a card, and what of it could not be used. Whatever is wrong with it, the prose stays. */
export function readFrontMatter(card: CardText, issues: IssueList): CardParts {
  const found = findFrontMatter(card.text);
  if (found === undefined) return { fields: fieldsOf(new Map(), card, undefined, issues), bodyStart: 0 };
  sayPlace(found, card, issues);
  const text = card.text.slice(found.yamlStart, found.yamlEnd);
  const { root, faults, notes } = readYaml(text, words);
  const [fault] = faults;
  if (fault !== undefined) {
    sayFault(fault, found, card, issues);
    const saved = fault.isLimit === true ? new Map<string, Field>() : saveFields(text, found, card, issues);
    return { fields: fieldsOf(saved, card, found, issues, true), bodyStart: bodyStartOf(saved, found) };
  }
  sayNotes(notes, found.yamlStart, card, issues);
  if (root === undefined || root.value === null)
    return { fields: fieldsOf(new Map(), card, found, issues), bodyStart: found.bodyStart };
  if (!isObject(root.value)) {
    const pointer = card.pointer(found.yamlStart + root.start, found.yamlStart + root.end);
    const line = card.line(found.yamlStart + root.start);
    issues.warn(
      'yaml-not-mapping',
      `line ${line}: no fields between the marks of the front matter`,
      pointer,
      root.value,
    );
    return { fields: fieldsOf(new Map(), card, found, issues), bodyStart: 0 };
  }
  const fields = new Map<string, Field>();
  addFields(fields, root, found.yamlStart);
  const bodyStart = fields.size === 0 ? found.bodyStart : bodyStartOf(fields, found);
  return { fields: fieldsOf(fields, card, found, issues), bodyStart };
}

/** Between two rules may stand prose, which passes for a mapping or for broken YAML. */
function bodyStartOf(fields: ReadonlyMap<string, Field>, { bodyStart, yamlStart }: FrontMatter): number {
  return [...fields.keys()].some(isCardKey) ? bodyStart : yamlStart;
}

function addFields(fields: Map<string, Field>, root: YamlValue, base: number): void {
  for (const [key, value] of root.parts ?? []) fields.set(String(key), { value, base });
}

function fieldsOf(
  fields: ReadonlyMap<string, Field>,
  card: CardText,
  found: FrontMatter | undefined,
  issues: IssueList,
  isDoubtful = false,
): CardFields {
  const values = Object.create(null) as Record<string, unknown>;
  for (const [key, { value }] of fields) values[key] = value.value;
  const pointerOf = ([key, ...rest]: CardPath): string => {
    const field = typeof key === 'string' ? fields.get(key) : undefined;
    if (field === undefined) return card.pointer(found?.start ?? 0, found?.yamlEnd ?? 0);
    const { start, end } = placeOf(field.value, rest);
    return card.pointer(field.base + start, field.base + end);
  };
  return new CardFields(values, pointerOf, issues, { isDoubtful });
}

function sayPlace(found: FrontMatter, card: CardText, issues: IssueList): void {
  const pointer = card.pointer(found.start, found.yamlStart);
  const line = card.line(found.start);
  if (!found.closed) issues.warn('yaml-unclosed', `line ${line}: the front matter is opened and never closed`, pointer);
  if (found.late) issues.inform('yaml-late', `line ${line}: the Hub sees no front matter behind a comment`, pointer);
}

function sayFault(
  { message, offset, isLimit }: YamlFault,
  found: FrontMatter,
  card: CardText,
  issues: IssueList,
): void {
  const at = Math.min(found.yamlStart + offset, card.text.length);
  const start = card.text.lastIndexOf('\n', at - 1) + 1;
  const place = `line ${card.line(at)}, column ${at - start + 1}`;
  const code = isLimit === true ? 'yaml-too-large' : 'yaml-error';
  issues.warn(
    code,
    `${place}: ${message}`,
    card.pointer(at, at + 1),
    card.text.slice(start, lineAt(card.text, at).end),
  );
}

function sayNotes(notes: readonly YamlNote[], base: number, card: CardText, issues: IssueList): void {
  for (const { code, message, offset } of notes) {
    const at = base + offset;
    const { end } = lineAt(card.text, at);
    const isLost =
      code === 'yaml-too-deep' || code === 'yaml-too-large' || code === 'yaml-alias' || code === 'yaml-key';
    const say = isLost ? issues.warn.bind(issues) : issues.inform.bind(issues);
    say(code, `line ${card.line(at)}: ${message}`, card.pointer(at, Math.max(at + 1, end)), card.text.slice(at, end));
  }
}

/** A line that begins a field of the front matter, whatever stands around it. */
const fieldStart = /^["']?([A-Za-z_][\w-]{0,60})["']?[ \t]{0,8}:(?=[ \t\r\n]|$)/gm;
const mostFields = 200;
/** Longer broken texts are left alone, so that the second reading costs no more than the first. */
const longestBroken = 2 ** 18;

/**
 * What is sound in a broken front matter: each of its known fields read alone. Where a quote was left open some prose may pass for
 * a field, so all that is read here is doubtful.
 */
function saveFields(text: string, found: FrontMatter, card: CardText, issues: IssueList): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  if (text.length > longestBroken) return fields;
  const starts = Array.from(text.matchAll(fieldStart))
    .filter(([, key = '']) => isCardKey(key))
    .map((match) => match.index)
    .slice(0, mostFields);
  for (const [i, start] of starts.entries()) {
    const base = found.yamlStart + start;
    // Tabs as indents are an error of their own; blanks in their place keep every character where it is.
    const part = text.slice(start, starts[i + 1]).replaceAll(/^[ \t]{1,100}/gm, blanksFor);
    const { root, faults, notes } = readYaml(part, words, { ...yamlLimits, tokens: 20_000 });
    if (faults.length > 0 || !isObject(root?.value)) {
      const name = part.slice(0, part.indexOf(':'));
      const { end } = lineAt(card.text, base);
      issues.warn('yaml-field', `line ${card.line(base)}: this field cannot be read`, card.pointer(base, end), name);
      continue;
    }
    sayNotes(notes, base, card, issues);
    if (root !== undefined) addFields(fields, root, base);
  }
  return fields;
}

function blanksFor(indent: string): string {
  return indent.replaceAll('\t', ' ');
}
