import { describe, expect, it } from 'vitest';
import { createSecretMask } from '../../../src/core/run/mask-secrets.ts';

const token = `hf_${'aB3'.repeat(12)}`;
const masked = (text: string, secrets: readonly string[] = []): string => createSecretMask(secrets).text(text);

describe('secrets in what is stored', () => {
  it('are masked to the same length, so that JSON stays JSON', () => {
    const body = Buffer.from(JSON.stringify({ card: `use ${token} here`, again: token }));
    const { bytes, masked: count } = createSecretMask([]).bytes(body);

    expect(count).toBe(2);
    expect(bytes.length).toBe(body.length);
    expect(JSON.parse(bytes.toString())).toEqual({
      card: `use hf_${'*'.repeat(36)} here`,
      again: `hf_${'*'.repeat(36)}`,
    });
    expect(body.toString()).toContain(token);
  });

  it('are the values given, whatever they look like', () => {
    expect(masked('error for our-own-secret-value!', ['our-own-secret-value'])).toBe('error for ********************!');
  });

  it.each([
    'hf_internal_testing/tiny',
    'org/hf_xlmrobertabase',
    'shelf_aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'hf_',
    'a short one',
  ])('do not stand in %j', (text) => {
    expect(masked(text, ['short'])).toBe(text);
  });

  it('leave bytes without any as they are, the very same', () => {
    const body = Buffer.from('nothing here');

    expect(createSecretMask(['another-secret']).bytes(body).bytes).toBe(body);
  });
});
