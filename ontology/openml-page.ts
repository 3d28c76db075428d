import { isOpenmlNumber, mintOpenml, type OpenmlKind } from './iri.ts';

/** How pages and answers of OpenML name their kinds: `/d/61`, `/datasets/61`, `/api/v1/json/data/61`. */
const kinds: ReadonlyMap<string, OpenmlKind> = new Map([
  ...spelled('dataset', 'd', 'data', 'dataset', 'datasets'),
  ...spelled('flow', 'f', 'flow', 'flows'),
  ...spelled('task', 't', 'task', 'tasks'),
  ...spelled('run', 'r', 'run', 'runs'),
  ...spelled('study', 's', 'study', 'studies', 'collections', 'benchmarks'),
  ...spelled('user', 'u', 'user', 'users'),
  ...spelled('setup', 'setup'),
]);

function spelled(kind: OpenmlKind, ...words: readonly string[]): readonly (readonly [string, OpenmlKind])[] {
  return words.map((word) => [word, kind] as const);
}

const letters: ReadonlyMap<OpenmlKind, string> = new Map([
  ['dataset', 'd'],
  ['flow', 'f'],
  ['task', 't'],
  ['run', 'r'],
  ['study', 's'],
  ['user', 'u'],
]);

/** The page for people; setups and procedures have none. */
export function openmlPage(kind: OpenmlKind, n: string): string | undefined {
  const letter = letters.get(kind);
  return letter === undefined ? undefined : `https://www.openml.org/${letter}/${n}`;
}

/** Hosts that serve, or served, what www.openml.org serves; not the test server, which numbers other things. */
const host = /^(?:https?:\/\/)?(?:(?:www|api)\.)?openml\.org\/(.*)$/i;

/** The IRI of what a page or an answer of OpenML is about; undefined for every other address. */
export function openmlPageOf(address: string): string | undefined {
  const path = host.exec(address)?.[1];
  if (path === undefined) return undefined;
  const [before = '', query = ''] = path.replace(/#.*$/, '').split('?');
  if (before === 'search' || before === 'search/') return ofSearch(query);
  const parts = before
    .replace(/^api\/v1\//, '')
    .replace(/^(?:json|xml)\//, '')
    .replace(/\/$/, '')
    .split('/');
  return parts.length === 2 ? minted(parts[0], parts[1]) : undefined;
}

/** `search?type=data&sort=runs&id=61`, an address of the old site. */
function ofSearch(query: string): string | undefined {
  const fields = new URLSearchParams(query);
  return minted(fields.get('type') ?? undefined, fields.get('id') ?? undefined);
}

function minted(word: string | undefined, n: string | undefined): string | undefined {
  const kind = kinds.get(word ?? '');
  return kind === undefined || n === undefined || !isOpenmlNumber(n) ? undefined : mintOpenml(kind, n);
}
