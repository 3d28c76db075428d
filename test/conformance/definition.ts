import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entityOf } from '../../ontology/model.ts';
import { generalSettings } from '../../src/config/settings.ts';
import { dataFileNameOf, isSourceName } from '../../src/core/run/run-paths.ts';
import type { Subject } from './subject.ts';

/** What a source says of itself: enough for commands, settings, help and documents to be made of it. */
export function describeDefinition({ source, folder, others }: Subject): void {
  const { settings, resources, stages } = source;
  const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

  describe('its definition', () => {
    it('has a name that can be a folder, a title and a home', () => {
      expect(isSourceName(source.name)).toBe(true);
      expect(source.title).not.toBe('');
      expect(new URL(source.homepage).protocol).toMatch(/^https?:$/);
      expect(source.limits.concurrency).toBeGreaterThan(0);
    });

    it('shares no name, resource or variable with another source or the program', () => {
      const ownEnv = settings.flatMap(({ env }) => env);
      const otherSettings = [...generalSettings, ...others.flatMap((other) => other.settings)];

      expect(names(others)).not.toContain(source.name);
      expect(repeated([...names(resources), ...names(others.flatMap((other) => other.resources))])).toEqual([]);
      expect(repeated([...names(stages), ...names(others.flatMap((other) => other.stages))])).toEqual([]);
      expect(repeated(names(settings))).toEqual([]);
      expect(repeated(settings.flatMap(({ flag }) => flag ?? []))).toEqual([]);
      expect(repeated([...ownEnv, ...otherSettings.flatMap(({ env }) => env)])).toEqual([]);
      expect(generalSettings.flatMap(({ flag }) => flag ?? []).filter((flag) => flags().includes(flag))).toEqual([]);
    });

    it('documents each setting, and how it is given', () => {
      for (const { name, doc, env, flag, secret, kind, default: value } of settings) {
        expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
        expect(doc, name).not.toBe('');
        expect(env.length + (flag === undefined ? 0 : 1), `${name} cannot be given`).toBeGreaterThan(0);
        for (const variable of env) expect(variable).toMatch(/^[A-Z][A-Z0-9_]*$/);
        if (flag !== undefined) expect(flag).toMatch(/^[a-z][a-z0-9-]*$/);
        // A flag stands in the list of processes for all to see.
        if (secret === true) expect({ flag, default: value }, name).toEqual({ flag: undefined, default: undefined });
        if (kind === 'integer' && value !== undefined) expect(Number.isInteger(Number(value)), name).toBe(true);
        if (kind === 'boolean' && value !== undefined) expect(typeof value, name).toBe('boolean');
        if (kind === 'url' && value !== undefined) expect(new URL(String(value)).href, name).toMatch(/^https?:/);
      }
    });

    it('documents each resource, whose name can be a file and whose classes exist', () => {
      expect(resources).not.toEqual([]);
      for (const { name, doc, emits } of resources) {
        expect(dataFileNameOf(name, 'json')).toBe(`${name}.json`);
        expect(doc, name).not.toBe('');
        for (const label of emits) expect(entityOf(label)?.provenance ?? false, `${name} gives ${label}`).toBe(false);
        expect(emits.filter((label) => entityOf(label) === undefined)).toEqual([]);
      }
    });

    it('has stages in an order in which they can run, that write its resources and no others', () => {
      const before = new Set<string>();
      for (const { name, doc, reads, writes, optional, setting } of stages) {
        expect(doc, name).not.toBe('');
        expect(
          reads.filter((stage) => !before.has(stage)),
          `${name} reads a later stage`,
        ).toEqual([]);
        expect(
          writes.filter((resource) => !names(resources).includes(resource)),
          name,
        ).toEqual([]);
        if (setting !== undefined) {
          expect(names(settings)).toContain(setting);
          expect(optional, `${name} is taken by a setting`).toBe(true);
        }
        before.add(name);
      }
      const written = new Set(stages.flatMap(({ writes }) => writes));
      if (stages.length > 0) expect(names(resources).filter((resource) => !written.has(resource))).toEqual([]);
    });

    it('has a README in its folder that names every resource', () => {
      const text = readFileSync(new URL('README.md', folder), 'utf8');

      expect(names(resources).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    });

    it('imports nothing of another source', () => {
      const foreign = others.map(({ name }) => new URL(`../../extract/${name}/`, import.meta.url).href);
      const found = sourceFiles(folder).flatMap((file) =>
        importsOf(file).filter((path) => foreign.some((other) => new URL(path, file).href.startsWith(other))),
      );

      expect(existsSync(new URL('index.ts', folder))).toBe(true);
      expect(found).toEqual([]);
    });
  });

  function flags(): readonly string[] {
    return settings.flatMap(({ flag }) => flag ?? []);
  }
}

function repeated(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => words.indexOf(word) !== index);
}

function sourceFiles(folder: URL): URL[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => new URL(name, folder));
}

function importsOf(file: URL): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => path ?? '');
}
