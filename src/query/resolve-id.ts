import type { GraphStore } from '../../graph/store.ts';
import { provenanceLabels } from '../../ontology/model.ts';
import { parseUserId } from '../../ontology/user-id.ts';
import { StemmaError } from '../core/errors.ts';
import { compareBy } from '../core/code-point-order.ts';
import { editDistance } from './edit-distance.ts';
import {
  canonicalNodes,
  findNodes,
  type FoundNode,
  type MeantNode,
  nodeColumns,
  type NodeRow,
  toFoundNode,
} from './find-node.ts';

const maxCandidates = 8;
/** Rows the engine may return to choose candidates from. */
const searchRows = 400;

export interface ResolveOptions {
  /** Told when the id is another name of what is answered with. */
  readonly onRedirect?: (from: string, to: FoundNode) => void;
}

/**
 * The node a user means: IRI, short id, Hub id, Hub URL, arXiv id, DOI, or a bare name that only one node has. An old name, or
 * another way to write an id, is followed to what it stands for. Anything unknown or ambiguous is STEMMA_USAGE, with the nearest
 * ids in `context.candidates`. Never guesses between two things that differ only by case.
 */
export async function resolveId(store: GraphStore, text: string, options: ResolveOptions = {}): Promise<MeantNode> {
  const found = await meantBy(store, text);
  if (found.redirectedFrom !== undefined) options.onRedirect?.(found.redirectedFrom, found);
  return found;
}

async function meantBy(store: GraphStore, text: string): Promise<MeantNode> {
  const wanted = text.trim();
  const isBare = !/[/:]/.test(wanted);
  const exact = await canonicalNodes(store, await findNodes(store, parseUserId(wanted).candidates));
  const [first] = exact;
  // Without a prefix the Hub's ids are models; a dataset or an account of the same id is asked for by its prefix.
  if (first !== undefined && (exact.length === 1 || !isBare || first.label === 'MLModel')) return first;
  if (first !== undefined) throw ambiguous(wanted, exact);
  const named = isBare ? await canonicalNodes(store, await nodesNamed(store, wanted)) : [];
  if (named.length === 1 && named[0] !== undefined) return named[0];
  if (named.length > 1) throw ambiguous(wanted, named);
  const candidates = await nearest(store, wanted);
  throw new StemmaError('STEMMA_USAGE', `nothing in the graph is called ${wanted}`, {
    hint:
      candidates[0] === undefined
        ? `look for it: stemma search ${lastSegment(wanted)}`
        : `did you mean ${candidates[0]}?`,
    context: { id: wanted, candidates },
  });
}

function ambiguous(wanted: string, named: readonly FoundNode[]): StemmaError {
  const candidates = named.map((node) => node.id);
  return new StemmaError(
    'STEMMA_USAGE',
    `${wanted} may be one of ${candidates.length}${named.length === maxCandidates ? ' or more' : ''} things`,
    {
      hint: `say which, for example ${candidates[0]}`,
      context: { id: wanted, candidates },
    },
  );
}

const notProvenance = provenanceLabels.map((label) => `NOT n:${label}`).join(' AND ');

async function nodesNamed(store: GraphStore, name: string): Promise<FoundNode[]> {
  const rows = await store.read<NodeRow>(
    `MATCH (n:Resource) WHERE n.name = $name AND ${notProvenance} RETURN ${nodeColumns('n')} ORDER BY coalesce(n.downloads, 0) DESC, id LIMIT $limit`,
    { name, limit: maxCandidates },
  );
  return rows.map(toFoundNode);
}

/** Ids near to a text, best first: by the words they share, then by edit distance, case aside. */
async function nearest(store: GraphStore, wanted: string): Promise<readonly string[]> {
  const name = lastSegment(wanted).toLowerCase();
  const words = wordsOf(name);
  if (words.length === 0) return [];
  const rows = await store.read<{ id: string; name: string; hits: number }>(
    `MATCH (n:Resource)
     WHERE ${notProvenance} AND n.name IS NOT NULL
     WITH n, toLower(n.name) AS name
     WITH n, name, size([w IN $words WHERE name CONTAINS w]) + CASE WHEN name STARTS WITH $start THEN 1 ELSE 0 END AS hits
     WHERE hits > 0
     RETURN n.id AS id, name, hits ORDER BY hits DESC, abs(size(name) - $size), id LIMIT $limit`,
    { words, start: name.slice(0, 3), size: [...name].length, limit: searchRows },
  );
  const whole = wanted.replace(/^[a-z]+:(?=[^/])/, '').toLowerCase();
  return rows
    .map(({ id, name: found }) => ({ id, distance: distanceTo(id, whole) + editDistance(found.slice(0, 200), name) }))
    .sort(
      compareBy(
        (item) => item.distance,
        (item) => item.id,
      ),
    )
    .slice(0, maxCandidates)
    .map((item) => item.id);
}

function distanceTo(id: string, whole: string): number {
  const bare = id.replace(/^hf:/, '').toLowerCase().slice(0, 200);
  return editDistance(bare, whole.slice(0, 200));
}

function lastSegment(text: string): string {
  const path = text.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/^[a-z]+:/, '')
    .slice(0, 200);
}

function wordsOf(name: string): readonly string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 2);
  return [...new Set([name, ...words])].filter((word) => word !== '').slice(0, 12);
}
