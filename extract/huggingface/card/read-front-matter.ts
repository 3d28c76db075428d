import { placeOf, type YamlNote, type YamlValue } from '../../yaml-values.ts';
import { readYaml, type YamlFault, yamlLimits } from '../../yaml.ts';
import { CardFields, type CardPath, isCardKey } from '../card-fields.ts';
import { isObject } from '../../found.ts';
import type { IssueList } from '../../issue-list.ts';
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
    const saved = saveFields(text, found, card, issues);
    const fields = fieldsOf(saved, card, found, issues, fault.isLimit !== true);
    return { fields, bodyStart: bodyStartOf(saved, found) };
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
const fieldStart = /^["']?([A-Za-z_][\w -]{0,60})["']?[ \t]{0,8}:(?=[ \t\r\n]|$)/gm;
/** The start of a line that goes on with a field. */
const goesOn = /^(?:[ \t#\]}]|-(?:[ \t]|$)|$)/;
const mostFields = 200;
/** Characters that are read a second time, so that it takes no longer than the first. */
const mostAgain = 2 ** 18;

/**
 * What is sound in a front matter that is broken or too large: each of its known fields read alone. Where a quote was left
 * open some prose may pass for a field, so what is read of a broken one is doubtful.
 */
function saveFields(text: string, found: FrontMatter, card: CardText, issues: IssueList): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  let left = mostAgain;
  for (const { start, end, name } of fieldsIn(text)) {
    const base = found.yamlStart + start;
    const place = card.pointer(base, lineAt(card.text, base).end);
    const line = `line ${card.line(base)}`;
    left -= end - start;
    // Tabs as indents are an error of their own; blanks in their place keep every character where it is.
    const part = left < 0 ? '' : text.slice(start, end).replaceAll(/^[ \t]{1,100}/gm, blanksFor);
    const { root, faults, notes } = readYaml(part, words, { ...yamlLimits, tokens: 20_000 });
    if (root === undefined || faults.length > 0 || !isObject(root.value)) {
      issues.warn('yaml-field', `${line}: this field cannot be read`, place, name);
      if (left < 0) break;
      continue;
    }
    if (fields.has(name))
      issues.inform('duplicate-key', `${line}: stated more than once: the last counts`, place, name);
    sayNotes(notes, base, card, issues);
    addFields(fields, root, base);
  }
  return fields;
}

/** Stretches of known fields: from the key to the next key, or to the first line that cannot belong to a field. */
function* fieldsIn(text: string): Generator<{ readonly start: number; readonly end: number; readonly name: string }> {
  const keys = Array.from(text.matchAll(fieldStart), ({ index, 1: name = '' }) => ({ start: index, name }));
  let count = 0;
  for (const [i, { start, name }] of keys.entries()) {
    if (!isCardKey(name)) continue;
    const limit = keys[i + 1]?.start ?? text.length;
    let line = lineAt(text, lineAt(text, start).next);
    while (line.start < limit && goesOn.test(text.slice(line.start, Math.min(line.end, line.start + 2))))
      line = lineAt(text, line.next);
    yield { start, end: Math.min(line.start, limit), name };
    count += 1;
    if (count === mostFields) return;
  }
}

function blanksFor(indent: string): string {
  return indent.replaceAll('\t', ' ');
}
