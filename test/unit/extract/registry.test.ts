import { describe, expect, it } from 'vitest';
import { sourceByName, sources } from '../../../extract/index.ts';

describe('the registry of sources', () => {
  it('finds a source by its name', () => {
    expect(sourceByName('huggingface').title).toBe('Hugging Face');
  });

  it('lists the names when there is no such source', () => {
    expect(() => sourceByName('hugingface')).toThrow(
      expect.objectContaining({ code: 'STEMMA_USAGE', hint: expect.stringContaining('huggingface') }),
    );
  });

  it('has unique names, settings and flags', () => {
    const names = sources.map((source) => source.name);
    expect(new Set(names).size).toBe(names.length);
    for (const source of sources) {
      const settings = source.settings.map((setting) => setting.name);
      const flags = source.settings.flatMap((setting) => setting.flag ?? []);
      const variables = source.settings.flatMap((setting) => setting.env);
      for (const list of [settings, flags, variables]) expect(new Set(list).size).toBe(list.length);
    }
  });
});
