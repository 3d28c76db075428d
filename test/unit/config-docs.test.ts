import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sources } from '../../extract/index.ts';
import { renderEnvExample, renderSettingsTable } from '../../src/config/render.ts';
import { settingsTable } from '../../src/config/settings.ts';

const root = new URL('../../', import.meta.url);
const envExample = new URL('.env.example', root);
const readme = new URL('README.md', root);
const table = settingsTable(sources);
/** `UPDATE_GOLDEN=1` writes what this file checks. */
const update = process.env['UPDATE_GOLDEN'] === '1';
const block = /(<!-- settings:begin -->\n)[\s\S]*?(<!-- settings:end -->)/;

describe('committed documents', () => {
  it('has an .env.example that is the rendering of the settings table', () => {
    if (update) writeFileSync(envExample, renderEnvExample(table));

    expect(readFileSync(envExample, 'utf8')).toBe(renderEnvExample(table));
  });

  it('has the settings table between its markers in the README', () => {
    const text = readFileSync(readme, 'utf8');
    expect(text).toMatch(block);
    const rendered = text.replace(
      block,
      (_whole, begin: string, end: string) => `${begin}${renderSettingsTable(table)}${end}`,
    );
    if (update) writeFileSync(readme, rendered);

    expect(readFileSync(readme, 'utf8')).toBe(rendered);
  });

  it('documents each variable once', () => {
    const names = table.flatMap((row) => row.env);

    expect(new Set(names).size).toBe(names.length);
  });
});
