import type { GraphStore, Row } from '../../../graph/store.ts';
import { throwIfAborted } from '../../core/abort.ts';
import type { Finding, FindingOptions } from './types.ts';

type NameRow = Row & {
  readonly uri: string;
  readonly id: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly alternate: readonly string[];
};

const names = `MATCH (n:Resource) WHERE n.uri > $after AND NOT n:Description AND NOT n:RawRecord
RETURN n.uri AS uri, n.id AS id, n.name AS name, n.title AS title, coalesce(n.alternateName, []) AS alternate
ORDER BY uri LIMIT $limit`;
const pageSize = 20_000;

/** Turns of the writing direction, signs without width, controls: what is read is not what stands there. */
const hidden =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
/** Letters of more than one of the scripts whose letters look alike, in one word. */
const mixed =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;

/** Names with signs that cannot be seen, and words of letters from alphabets that look alike. */
export async function* hiddenCharacters(store: GraphStore, { signal }: FindingOptions): AsyncGenerator<Finding> {
  for (let after = ''; ;) {
    throwIfAborted(signal);
    const rows = await store.read<NameRow>(names, { after, limit: pageSize });
    for (const { id, name, title, alternate } of rows) {
      for (const text of new Set([id, name, title, ...alternate])) {
        const found = text === null ? undefined : whatIsHidden(text);
        if (found !== undefined) yield finding(id, text ?? '', found);
      }
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.uri;
  }
}

/** In words, or nothing. */
export function whatIsHidden(text: string): string | undefined {
  const signs = [...new Set(text.match(hidden) ?? [])].map((sign) => codeOf(sign));
  if (signs.length > 0) return `holds ${signs.join(', ')}, which cannot be seen`;
  return mixed.test(text) ? 'mixes letters of alphabets that look alike' : undefined;
}

/** The text itself with its signs as codes: it can be shown anywhere. */
function finding(id: string, text: string, found: string): Finding {
  const shown = text.replaceAll(hidden, (sign) => `<${codeOf(sign)}>`);
  return {
    kind: 'hidden-characters',
    subject: id,
    owner: null,
    object: null,
    claim: `a name of ${id.replaceAll(hidden, (sign) => `<${codeOf(sign)}>`)} ${found}: ${shown}`,
    details: { text: shown },
    method: null,
    confidence: null,
    record: null,
    pointer: null,
  };
}

function codeOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
