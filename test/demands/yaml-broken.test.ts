import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { mergeAccounts, mergeClaims } from '../../graph/merge.ts';
import type { EntityLine, MappedEntity } from '../../ontology/entity.ts';
import { mintArxivPaper, mintSpdx } from '../../ontology/iri.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { body, cards } from '../support/broken-cards.ts';
import { cardInput } from '../support/card-input.ts';
import { firstEntity, mapFields } from '../support/map-input.ts';

describe('front matter that is broken or odd', () => {
  it('is tried in sixty forms at least', () => {
    expect(new Set(cards.map((card) => String(card.head))).size).toBeGreaterThanOrEqual(60);
  });

  it.each(cards)('$name: the prose stays, the place of the fault is told', ({ head, issues, license, tags }) => {
    const bytes = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
    const result = map(cardInput(bytes));
    const entity = firstEntity(result);
    expect(entity).toMatchObject({ citation: [mintArxivPaper('2106.09685')] });
    expect(entity['modelRisksBiasLimitations']).toMatch(/^Kept\./);
    expect(entity['licenseTag']).toBe(license);
    expect(entity['keywords']).toEqual(tags);
    expect(result.issues.map(({ code, message }) => [code, lineIn(message)].join(' ').trim())).toEqual(issues);
    for (const { message, pointer } of result.issues) {
      const range = rangeAt(bytes, pointer);
      expect(range, pointer).toBeDefined();
      const line = lineIn(message);
      if (line !== undefined) expect(lineOfByte(bytes, range?.offset ?? 0)).toBe(line);
    }
  });

  it('gives what the Hub gave no `cardData` for, less sure where it is broken', () => {
    const sound = map(cardInput(`---\nlicense: mit\n---\n${body}`));
    const broken = map(cardInput(`---\nlicense: mit\nwidget: "open\n---\n${body}`));
    expect([sound, broken].map(licenseConfidence)).toEqual([0.95, 0.6]);
  });

  it('yields to what the Hub read, and the difference stays to be seen', () => {
    const order = ['huggingface hf_models', 'huggingface hf_model_cards'];
    const card = line(firstEntity(map(cardInput(`---\nlicense: mit\n---\n${body}`))), 'hf_model_cards');
    const record = line(
      firstEntity(mapFields({ id: 'acme/notes-1b', cardData: { license: 'apache-2.0' } })),
      'hf_models',
    );
    expect(mergeAccounts([card, record], order).values['licenseTag']).toBe('apache-2.0');
    const claims = mergeClaims([card, record], order).filter(({ property }) => property === 'license');
    expect(claims.map(({ to, claimants }) => [to, claimants.map(({ origin }) => origin.resource)])).toEqual([
      [mintSpdx('MIT'), ['hf_model_cards']],
      [mintSpdx('Apache-2.0'), ['hf_models']],
    ]);
  });
});

function lineIn(message: string): number | undefined {
  const line = /^line (\d+)\b/.exec(message)?.[1];
  return line === undefined ? undefined : Number(line);
}

function lineOfByte(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1;
}

function licenseConfidence(result: MapResult): number | undefined {
  return firstEntity(result).evidence.find((one) => one.property === 'license')?.confidence;
}

/** Both fetched at the same moment of the same run. */
function line(entity: MappedEntity, resource: string): EntityLine {
  const run = '2026-11-20_15-30-00_aaaaaaaa';
  const fetchedAt = '2026-11-20T15:30:00.000Z';
  const origin = {
    source: 'huggingface',
    run,
    record: `raw:${run}/1`,
    resource,
    file: 'f',
    offset: 0,
    length: 1,
    fetchedAt,
  };
  return { ...entity, origin, contentHash: '' };
}
