/** An entry of a bibliography. Places are UTF-16 units of the card's text. */
export interface BibEntry {
  readonly start: number;
  readonly end: number;
  /** By lower-case name; of repeated ones the first. */
  readonly fields: ReadonlyMap<string, BibField>;
}

export interface BibField {
  /** Without braces and quotes, white space as one blank. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const opening =
  /@(?:article|book|booklet|conference|dataset|electronic|inbook|incollection|inproceedings|manual|mastersthesis|misc|online|patent|phdthesis|proceedings|report|software|techreport|thesis|unpublished|webpage)\s{0,4}\{/gi;
/** Characters of an entry, fields of it, entries of a card. */
const longest = 8192;
const mostFields = 40;
const most = 50;
/** Entries without an end, each looked through in vain. */
const mostOpen = 10;

/** BibTeX wherever it stands. Braces are counted; an entry without an end is none. In linear time. */
export function bibEntries(text: string, from: number): readonly BibEntry[] {
  const entries: BibEntry[] = [];
  let open = 0;
  opening.lastIndex = from;
  for (let match = opening.exec(text); match !== null && entries.length < most; match = opening.exec(text)) {
    const inside = match.index + match[0].length;
    const end = closingBrace(text, inside, inside + longest);
    if (end === undefined) {
      open += 1;
      if (open === mostOpen) break;
      continue;
    }
    entries.push({ start: match.index, end: end + 1, fields: fieldsOf(text, inside, end) });
    opening.lastIndex = end + 1;
  }
  return entries;
}

/** Of the brace opened before `at`. */
function closingBrace(text: string, at: number, limit: number): number | undefined {
  let depth = 1;
  for (let i = at; i < limit && i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x5c) i += 1;
    else if (unit === 0x7b) depth += 1;
    else if (unit === 0x7d) depth -= 1;
    if (depth === 0) return i;
  }
  return undefined;
}

const fieldName = /[\s,]{0,200}([A-Za-z][\w-]{0,40})\s{0,20}=\s{0,20}/y;

function fieldsOf(text: string, from: number, end: number): ReadonlyMap<string, BibField> {
  const fields = new Map<string, BibField>();
  // The first is the key of the entry.
  let at = text.indexOf(',', from);
  for (let count = 0; at !== -1 && at < end && count < mostFields; count++) {
    fieldName.lastIndex = at;
    const match = fieldName.exec(text);
    if (match === null) break;
    const start = fieldName.lastIndex;
    const stop = endOfValue(text, start, end);
    const name = (match[1] ?? '').toLowerCase();
    if (!fields.has(name) && stop > start) fields.set(name, fieldAt(text, start, stop));
    at = text.indexOf(',', stop);
  }
  return fields;
}

/** `{…}`, `"…"` or a bare word. */
function endOfValue(text: string, start: number, end: number): number {
  const first = text.charAt(start);
  if (first === '{') return (closingBrace(text, start + 1, end) ?? end - 1) + 1;
  if (first === '"') {
    const close = text.indexOf('"', start + 1);
    return close === -1 || close >= end ? end : close + 1;
  }
  const comma = text.indexOf(',', start);
  return comma === -1 || comma > end ? end : comma;
}

function fieldAt(text: string, start: number, end: number): BibField {
  const value = text
    .slice(start, end)
    .replaceAll(/[{}"]/g, '')
    .replaceAll(/\s{1,200}/g, ' ')
    .trim();
  return { value, start, end };
}
