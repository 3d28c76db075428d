import { beforeAll, describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MappedEntity, MappingIssue } from '../../ontology/entity.ts';
import { mintModel } from '../../ontology/iri.ts';
import { relationshipType } from '../../ontology/define.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { arrayElements } from '../../src/core/json-scan.ts';
import { countAgain, countTags, type Edge, type LineageRow } from '../support/lineage-recount.ts';
import { mapInput } from '../support/map-input.ts';
import { replayPath, replayedPages } from '../support/replayed-models.ts';
import { longestChain } from '../support/longest-chain.ts';

if (replayPath === undefined) console.log('skipped: counts over recorded models (STEMMA_REPLAY is not set)');

const expected = { FINE_TUNED_FROM: 3680, QUANTIZED_FROM: 2886, ADAPTER_OF: 1605, MERGED_FROM: 225, BASE_MODEL: 754 };

describe.skipIf(replayPath === undefined)('lineage of 15,904 recorded models', () => {
  let rows: readonly LineageRow[] = [];
  let entities: readonly MappedEntity[] = [];
  let issues: readonly MappingIssue[] = [];

  beforeAll(async () => {
    const pages = await replayedPages(replayPath ?? '', { snapshot: 'day1' });
    rows = pages.flatMap((page) => JSON.parse(page.toString()) as LineageRow[]);
    const results = elementsOf(pages).map((json) => map(mapInput(json)));
    entities = results.flatMap((result) => result.entities);
    issues = results.flatMap((result) => result.issues);
  });

  it('is counted alike by a counter that shares nothing with the mapper', () => {
    const count = countAgain(rows);
    expect(tally(count.edges.map(([, type]) => type))).toEqual(expected);
    expect([count.selfReferences, count.paths, count.placeholders]).toEqual([25, 47, 25]);
    expect(sorted(mappedEdges(entities))).toEqual(sorted(count.edges));
  });

  it('has the counts the recordings are known for', () => {
    const edges = mappedEdges(entities);
    const described = new Set(entities.filter((one) => one['@type'] === 'MLModel').map((one) => hubId(one['@id'])));
    expect(described.size).toBe(15_904);
    expect(tally(edges.map(([, type]) => type))).toEqual(expected);
    expect(edges).toHaveLength(9150);
    expect(edges.filter(([, , parent]) => described.has(parent))).toHaveLength(3971);
    expect(longestChain(edges.map(([child, , parent]) => [child, parent]))).toBe(8);
    const children = edges.filter(([, , parent]) => parent === 'Qwen/Qwen3.8-27B').map(([child]) => child);
    expect(new Set(children).size).toBe(743);
    expect(descendants(edges, 'Qwen/Qwen3.8-27B')).toBe(1083);
  });

  it('knows every language that is stated, but for three words that are none', () => {
    const unknown = issues.filter((issue) => issue.code === 'unknown-language').map((issue) => issue.literal ?? '');
    expect(tally(unknown)).toEqual({ fw_: 3, kh: 1, ns: 1 });
  });

  it('over tags alone has the counts the recordings are known for, by the simplest count there is', () => {
    const tagged = countTags(rows);
    const described = new Set(rows.map(({ id }) => id));
    const parents = new Map<string, Set<string>>();
    for (const [child, , parent] of tagged.edges)
      parents.set(child, (parents.get(child) ?? new Set<string>()).add(parent));
    const children = tagged.edges.filter(([, , parent]) => parent === 'Qwen/Qwen3.8-27B').map(([child]) => child);

    expect(tagged.edges).toHaveLength(8398);
    expect(tagged.edges.filter(([, , parent]) => described.has(parent))).toHaveLength(3753);
    expect([...parents.values()].filter((all) => all.size > 1)).toHaveLength(58);
    expect(longestChain(tagged.edges.map(([child, , parent]) => [child, parent]))).toBe(7);
    expect(new Set(children).size).toBe(734);
    expect(descendants(tagged.edges, 'Qwen/Qwen3.8-27B')).toBe(1062);
    expect(tagged.selfReferences).toBe(23);
  });

  it('has an issue for every claim that is no edge', () => {
    const lineage = issues.filter(
      (issue) => /^\/(?:tags|baseModels|cardData\/base_model)/.test(issue.pointer) && issue.code !== 'not-an-id',
    );
    expect(tally(lineage.map((issue) => issue.code))).toEqual({
      'local-path': 47,
      placeholder: 25,
      'self-reference': 25,
    });
  });
});

describe.skipIf(replayPath === undefined)('29,432 recorded models of 2022', () => {
  it('are all described', async () => {
    const pages = await replayedPages(replayPath ?? '', { world: 'hub2022' });
    const results = elementsOf(pages).map((json) => map(mapInput(json)));
    console.log('issues of hub2022', tally(results.flatMap((result) => result.issues.map((issue) => issue.code))));
    expect(results.filter((result) => result.entities[0]?.['@type'] === 'MLModel')).toHaveLength(29_432);
  });
});

function elementsOf(pages: readonly Buffer[]): readonly string[] {
  return pages.flatMap((page) =>
    (arrayElements(page)?.elements ?? []).map(({ offset, length }) => page.toString('utf8', offset, offset + length)),
  );
}

function hubId(iri: string): string {
  return decodeURIComponent(iri.slice(mintModel('').length));
}

function mappedEdges(entities: readonly MappedEntity[]): readonly Edge[] {
  return entities.flatMap((entity) =>
    lineageProperties.flatMap((property) =>
      ((entity[property] ?? []) as readonly string[]).map(
        (parent) => [hubId(entity['@id']), relationshipType(property), hubId(parent)] as const,
      ),
    ),
  );
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function sorted(edges: readonly Edge[]): readonly string[] {
  return edges.map((edge) => edge.join(' ')).sort();
}

function descendants(edges: readonly Edge[], root: string): number {
  const seen = new Set([root]);
  for (const node of seen) for (const [child, , parent] of edges) if (parent === node) seen.add(child);
  return seen.size - 1;
}
