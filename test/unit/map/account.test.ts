import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { onlyOf, recordInput } from '../../support/map-input.ts';

const api = 'https://huggingface.co/api';

function mapOverview(path: string, value: unknown): MapResult {
  return map(recordInput('hf_accounts', `${api}/${path}/overview`, JSON.stringify(value)));
}

describe('the overview of an account', () => {
  it('of a user makes it a person', () => {
    const result = mapOverview('users/somebody', {
      _id: '5dd96eb166059660ed1ee413',
      user: 'somebody',
      fullname: 'Some Body',
      type: 'user',
      isPro: true,
      numFollowers: 12,
      createdAt: '2019-11-23T17:38:57.000Z',
      orgs: [{ name: 'acme', fullname: 'Acme' }, { fullname: 'nameless' }],
    });
    expect(onlyOf(result, 'Person')).toMatchObject({
      id: 'hf:accounts/somebody',
      name: 'somebody',
      url: 'https://huggingface.co/somebody',
      alternateName: ['Some Body'],
      accountType: 'user',
      sourceId: '5dd96eb166059660ed1ee413',
      dateCreated: '2019-11-23T17:38:57.000Z',
      affiliation: ['https://w3id.org/stemma/id/hf/account/acme'],
      followers: 12,
    });
    expect(result.issues).toMatchObject([{ code: 'wrong-shape', pointer: '/orgs/1' }]);
  });

  it('of an organisation makes it one', () => {
    const details = 'Write to us: people@acme.example.com';
    const result = mapOverview('organizations/acme', { name: 'acme', fullname: 'Acme', details, isVerified: true });
    expect(onlyOf(result, 'Organization')).toMatchObject({
      id: 'hf:accounts/acme',
      accountType: 'org',
      verified: true,
      description: 'Write to us: …',
    });
    expect(JSON.stringify(result)).not.toContain('people@');
  });

  it.each([
    ['users/x', null],
    ['users/x', {}],
    ['users/x', { user: 'a b' }],
    ['organizations/x', { user: 'x' }],
    ['elsewhere/x', { user: 'x' }],
  ])('%s that is none is an issue', (path, value) => {
    expect(mapOverview(path, value)).toMatchObject({ entities: [], issues: [{ severity: 'warning' }] });
  });
});
