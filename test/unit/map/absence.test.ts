import { describe, expect, it } from 'vitest';
import { absence } from '../../../extract/huggingface/absence.ts';
import { mintDataset, mintModel } from '../../../ontology/iri.ts';
import type { Miss } from '../../../src/core/run/types.ts';

const hub = 'https://huggingface.co';

function miss(more: Partial<Miss>): Miss {
  return { resource: 'hf_models', id: 'a/b', kind: 'missing', status: 404, at: '2026-11-20T10:00:00.000Z', ...more };
}

describe('what a miss proves', () => {
  const whole = { iri: mintModel('a/b'), resource: 'hf_models', whole: true };

  it.each([
    [{ url: `${hub}/api/models/a/b?expand=sha` }, whole],
    [{ url: `${hub}/api/models/a/b`, status: 410 }, whole],
    [{ url: `${hub}/api/models/a/b`, status: 451, kind: 'disabled' }, whole],
    [{ url: `${hub}/api/models/a/b`, context: { code: 'RepoNotFound' } }, whole],
    [
      { url: `${hub}/api/datasets/a/b`, resource: 'hf_datasets_specific' },
      { iri: mintDataset('a/b'), resource: 'hf_datasets_specific', whole: true },
    ],
    [
      { url: `${hub}/api/datasets/a/b/croissant`, resource: 'hf_croissant' },
      { iri: mintDataset('a/b'), resource: 'hf_croissant', whole: false },
    ],
    [
      { url: `${hub}/a/b/resolve/main/README.md`, resource: 'hf_model_cards', context: { code: 'EntryNotFound' } },
      { iri: mintModel('a/b'), resource: 'hf_model_cards', whole: false },
    ],
    [
      { url: `${hub}/a/b/resolve/main/README.md`, resource: 'hf_model_cards', context: { code: 'RepoNotFound' } },
      { iri: mintModel('a/b'), resource: 'hf_model_cards', whole: true },
    ],
    [
      { url: 'http://127.0.0.1:1/hf/gpt2/resolve/main/README.md#repo=gpt2', resource: 'hf_model_cards', id: 'gpt2' },
      { iri: mintModel('gpt2'), resource: 'hf_model_cards', whole: false },
    ],
  ] as const)('%o is gone', (more, expected) => {
    expect(absence(miss(more))).toEqual(expected);
  });

  it.each([
    { url: `${hub}/api/models/a/b`, status: 401, kind: 'private-or-missing' },
    { url: `${hub}/api/models/a/b`, status: 403, kind: 'gated' },
    { url: `${hub}/api/models/a/b`, status: 403, kind: 'disabled' },
    { url: `${hub}/api/models/a/b`, status: 500, kind: 'failed' },
    { url: `${hub}/api/models/a/b/revision/v1`, context: { code: 'RevisionNotFound' } },
    { url: `${hub}/api/models?limit=3` },
    { url: `${hub}/a/b/resolve/v1/README.md`, resource: 'hf_model_cards' },
    { url: `${hub}/a/b/resolve/main/.eval_results/x.yaml`, resource: 'hf_eval_results' },
    {},
  ] as const)('%o proves nothing', (more) => {
    expect(absence(miss(more))).toBeUndefined();
  });
});
