import { beforeAll, describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { parseTags } from '../../extract/huggingface/tag-grammar.ts';
import type { MappedEntity, MappingIssue } from '../../ontology/entity.ts';
import { mintModel } from '../../ontology/iri.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { mapInput } from '../support/map-input.ts';
import { replayPath, replayedPages } from '../support/replayed-models.ts';
import { modelRow } from '../support/nights/model-row.ts';
import { standardNights } from '../support/nights/index.ts';

if (replayPath === undefined) console.log('skipped: kinds over recorded models (STEMMA_REPLAY is not set)');

interface Row {
  readonly id: string;
  readonly tags: readonly string[];
}

/** What becomes of a base a tag names: an edge of these properties with the tag as witness, or an issue. */
interface Outcome {
  readonly properties: readonly string[];
  readonly issue: string | undefined;
}

function outcomeOf(entity: MappedEntity | undefined, issues: readonly MappingIssue[], base: string): Outcome {
  const witnesses = (entity?.evidence ?? []).filter(
    ({ property, value, method }) =>
      lineageProperties.includes(property) && value === mintModel(base) && method === 'hub-tag',
  );
  const refused = issues.find(
    ({ literal, code, pointer }) => literal === base && code !== '' && pointer.startsWith('/tags/'),
  );
  return { properties: witnesses.map(({ property }) => property), issue: refused?.code };
}

/** Each distinct base with its kinds, as the tags state them; the plain form only where no typed one names the base. */
function statedBases(tags: readonly string[]): ReadonlyMap<string, ReadonlySet<string | undefined>> {
  const bases = new Map<string, Set<string | undefined>>();
  for (const { text, kind } of parseTags(tags).baseModels) {
    const kinds = bases.get(text) ?? new Set();
    kinds.add(kind);
    if (kinds.size > 1) kinds.delete(undefined);
    bases.set(text, kinds);
  }
  return bases;
}

describe.skipIf(replayPath === undefined)('the kind of a relation, over 15,904 recorded models', () => {
  let rows: readonly Row[] = [];
  beforeAll(async () => {
    const pages = await replayedPages(replayPath ?? '', { snapshot: 'day1' });
    rows = pages.flatMap((page) => JSON.parse(page.toString()) as Row[]);
  }, 60_000);

  it('is stated 8,468 times: 3,702 finetunes, 2,887 quantized, 1,652 adapters, 225 merges, 2 without a kind', () => {
    const counts = new Map<string | undefined, number>();
    let onlyTyped = 0;
    for (const { tags } of rows) {
      const plain = new Set(
        parseTags(tags)
          .baseModels.filter(({ kind }) => kind === undefined)
          .map(({ text }) => text),
      );
      for (const [base, kinds] of statedBases(tags)) {
        for (const kind of kinds) {
          counts.set(kind, (counts.get(kind) ?? 0) + 1);
          if (kind !== undefined && !plain.has(base)) onlyTyped += 1;
        }
      }
    }
    expect(Object.fromEntries([...counts].map(([kind, count]) => [kind ?? 'untyped', count]))).toEqual({
      finetune: 3702,
      quantized: 2887,
      adapter: 1652,
      merge: 225,
      untyped: 2,
    });
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(8468);
    expect(onlyTyped).toBe(74);
  });

  it('reaches the edge of that kind, or an issue that says why there is none', () => {
    const property = {
      finetune: 'fineTunedFrom',
      quantized: 'quantizedFrom',
      adapter: 'adapterOf',
      merge: 'mergedFrom',
    };
    const issues = new Map<string, number>();
    let edges = 0;
    const lost: string[] = [];
    for (const row of rows) {
      const stated = statedBases(row.tags);
      if (stated.size === 0) continue;
      const result = map(mapInput(JSON.stringify(row)));
      for (const [base, kinds] of stated) {
        const { properties, issue } = outcomeOf(result.entities[0], result.issues, base);
        for (const kind of kinds) {
          const wanted = kind === undefined ? 'baseModel' : property[kind as keyof typeof property];
          if (properties.includes(wanted)) edges += 1;
          else if (issue !== undefined) issues.set(issue, (issues.get(issue) ?? 0) + 1);
          else lost.push(`${row.id} ${kind} ${base}`);
        }
      }
    }
    expect(lost).toEqual([]);
    expect(edges + [...issues.values()].reduce((sum, count) => sum + count, 0)).toBe(8468);
    expect([...issues.keys()].toSorted()).toEqual(['local-path', 'self-reference']);
  });
});

describe('the kind of a relation, over the made-up nights', () => {
  it('is that of the tag; where only the card names a base, the kind is not stated', () => {
    const world = standardNights.at(1);
    const of = (id: string): MappedEntity | undefined => {
      const model = world.models.get(id);
      return model === undefined ? undefined : map(mapInput(JSON.stringify(modelRow(model, world)))).entities[0];
    };

    expect(of('heron/bracken-3b-chat-GGUF')).toMatchObject({ quantizedFrom: [mintModel('fern/bracken-3b-chat')] });
    expect(of('otter/bracken-poems-lora')).toMatchObject({ adapterOf: [mintModel('fern/bracken-3b')] });
    expect(of('lichen/bracken-blend-2')).toMatchObject({
      mergedFrom: [mintModel('lichen/bracken-blend')],
      baseModel: [mintModel('nobody/never-was')],
    });
  });
});
