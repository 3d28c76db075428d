import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as iri from '../../ontology/iri.ts';
import { defaultBaseIri } from '../../ontology/namespaces.ts';

const nasty = [
  '', '.', '..', '~', '~.', '~..', '~~..', '...', 'CON', 'con', 'NUL.txt', 'aux', ' ', '  ', 'a b', '%', '%2F', '%252F', '%2f', '%2E%2E', '%ED%A0%80',
  'Ä', 'A\u0308', 'é', 'e\u0301', '\u212B', '\u00C5', 'İ', 'ı', 'ß', '🤗', '👩‍👩‍👧', '\u{10FFFF}', '\uD800', '\uDFFF', '\uDC00\uD800', 'x\uD83D', '\u0000', '\n', '\u2028', '\u202E',
  '__proto__', 'constructor', 'datasets', 'models', 'accounts', 'other', 'hf', 'hf:a', 'a:b', 'a#b', 'a?b', 'a\\b', 'a@b', "a'b", '(a)', 'a*', '[a]', '<a>', '"a"', '{a}', '|', '^', '`',
  'x'.repeat(96), '-'.repeat(96), 'v1', 'tree', 'main',
]; // prettier-ignore

/** Many different ids: nasty pieces in every position, case twins, and random text with lone surrogates. */
function nastyIds(count: number): string[] {
  const ids = new Set<string>();
  const letters = [...'aA0.-_~%/é🤗 ', '\uD800', '\uDC00', 'e\u0301'];
  for (const first of nasty) {
    ids.add(first);
    for (const second of nasty) {
      ids
        .add(`${first}/${second}`)
        .add(`${first}${second}`)
        .add(`${first}/${second}/${first}`)
        .add(`org/${first}-${second}`);
    }
  }
  let seed = 1;
  while (ids.size < count) {
    let text = '';
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    for (let rest = seed; rest > 0; rest = Math.floor(rest / letters.length)) text += letters[rest % letters.length];
    ids.add(text);
    ids.add(text.toUpperCase());
  }
  return [...ids];
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

afterEach(() => iri.configureBaseIri(defaultBaseIri));

describe('minting', () => {
  const ids = nastyIds(100_000);
  const evaluation = iri.mintEvaluation('one');
  const minters = [
    ['model', iri.mintModel],
    ['dataset', iri.mintDataset],
    ['account', iri.mintAccount],
    ['hub licence', iri.mintHubLicense],
    ['model licence', iri.mintModelLicense],
    ['dataset licence', iri.mintDatasetLicense],
    ['model file', (path: string) => iri.mintModelFile('org/name', path)],
    ['file of a model', (id: string) => iri.mintModelFile(id, 'config.json')],
    ['dataset file', (path: string) => iri.mintDatasetFile('name', path)],
    ['part of a dataset', (id: string) => iri.mintDatasetPart(id, 'a/b')],
    ['bioimageio model', (name: string) => iri.mintBioimageio('model', name)],
    ['bioimageio dataset', (name: string) => iri.mintBioimageio('dataset', name)],
    ['bioimageio resource', (name: string) => iri.mintBioimageio('resource', name)],
    ['bioimageio file', (alias: string) => iri.mintBioimageioFile(alias, 'a/b')],
    ['file of bioimageio', (path: string) => iri.mintBioimageioFile('a', path)],
    ['software', (name: string) => iri.mintSoftware('pypi', name)],
    ['metric', (name: string) => iri.mintMetric(evaluation, name)],
    ['second value of a metric', (name: string) => iri.mintMetric(evaluation, name, 2)],
    ['language', iri.mintLanguage],
    ['library', (code: string) => iri.mintTerm('hf-library', code)],
    ['spdx', iri.mintSpdx],
    ['hyper-parameter', (name: string) => iri.mintHyperParameter('61', name)],
    ['setting of a setup', (name: string) => iri.mintSetting('setup', '6', '61', name)],
    ['setting of a run', (name: string) => iri.mintSetting('run', '6', '61', name)],
    ['metric of a run', (name: string) => iri.mintMetric(iri.mintRunEvaluation('6'), name)],
    ['file of OpenML', (name: string) => iri.mintOpenmlFile('6', name)],
    ['licence in words', (words: string) => iri.mintWordedLicense('openml', words)],
  ] as const;

  it('gives every id of every kind an IRI and a short id of its own, and both lead back', { timeout: 60_000 }, () => {
    const failures: string[] = [];
    const iris = new Set<string>();
    const short = new Set<string>();
    let minted = 0;
    for (const [at, id] of ids.entries()) {
      for (const [kind, mint] of at % 10 === 0 ? minters : minters.slice(0, 2)) {
        const made = mint(id);
        const known = iri.identify(made);
        iris.add(made);
        short.add(known?.id ?? '');
        minted += 1;
        if (known === undefined || iri.iriOfId(known.id) !== made)
          failures.push(`${kind} ${JSON.stringify(id)} ${made}`);
      }
    }
    expect(failures.slice(0, 5)).toEqual([]);
    expect(iris.size).toBe(minted);
    expect(short.size).toBe(minted);
  });

  it('writes only characters an IRI path may have, and no segment that URL software walks away from', () => {
    for (const id of ids) {
      const made = iri.mintModel(id);
      if (!/^[A-Za-z0-9\-._~!'()*%/:]*$/.test(made) || /\/\.{1,2}(?:\/|$)/.test(made)) expect.unreachable(made);
    }
    expect(new URL(iri.mintModel('../../x')).href).toBe(iri.mintModel('../../x'));
  });

  it('keeps case twins and Unicode twins apart', () => {
    expect(iri.mintModel('Org/Name')).not.toBe(iri.mintModel('org/name'));
    expect(iri.mintModel('a/é')).not.toBe(iri.mintModel('a/e\u0301'));
  });

  it('gives the same caption as the last segment of the id', () => {
    for (const id of ids.slice(0, 20_000)) {
      const caption = iri.identify(iri.mintModel(id))?.name;
      if (caption !== id.slice(id.lastIndexOf('/') + 1)) expect.unreachable(JSON.stringify(id));
    }
  });

  it('leads back under any base', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https://example.org/kg', 'http://localhost:8080/id/', 'urn://x/y'),
        anyText,
        (base, id) => {
          iri.configureBaseIri(base);
          const made = iri.mintDataset(id);
          expect(iri.iriOfId(iri.identify(made)?.id ?? '')).toBe(made);
        },
      ),
    );
  });

  it('leads back for terms, runs, records, papers and descriptions', () => {
    const source = fc.constantFrom('huggingface', 'a/b', 'ü', '%');
    fc.assert(
      fc.property(anyText, anyText, source, fc.nat(), (first, second, origin, seq) => {
        const model = iri.mintModel(first);
        const made = [
          iri.mintTerm(first, second),
          iri.mintLeaderboard(first, second),
          iri.mintSoftware(first, second),
          iri.mintModelFile(first, second),
          iri.mintBioimageio('notebook', second),
          iri.mintBioimageioFile(first, second),
          iri.mintBioimageioVersion(first, second),
          iri.mintDatasetFile(first, second),
          iri.mintDatasetPart(first, second),
          iri.mintDescription(first, origin, second, iri.mintModelFile(first, second)),
          iri.mintEvaluation(first),
          iri.mintMetric(iri.mintEvaluation(first), second),
          iri.mintMetric(iri.mintEvaluation(first), second, seq),
          iri.mintRun(first),
          iri.mintRawRecord(first, seq),
          iri.mintSoftwareAgent(second),
          iri.mintArxivPaper(first),
          iri.mintDoi(`10.1/${second}`),
          iri.mintDescription(first, origin, second, model),
          iri.mintDescription(first, origin, second, iri.mintDoi(`10.1/${second}`)),
          iri.mintDescription(first, origin, second, iri.mintSpdx(second)),
          iri.mintDescription(first, origin, second, 'https://example.org/x?y=%20#z'),
        ];
        for (const one of made) expect(iri.iriOfId(iri.identify(one)?.id ?? '')).toBe(one);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leads back for what OpenML numbers, and takes nothing else for a number', () => {
    const kinds = ['dataset', 'flow', 'task', 'run', 'setup', 'study', 'user', 'estimation-procedure'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1 }), anyText, (kind, n, text) => {
        const made = iri.mintOpenml(kind, String(n));
        expect(iri.identify(made)).toMatchObject({ id: `openml:${kind}/${n}`, name: String(n) });
        expect(iri.iriOfId(`openml:${kind}/${n}`)).toBe(made);
        if (!iri.isOpenmlNumber(text) && !text.includes('/'))
          expect(iri.identify(iri.mintOpenml(kind, text))?.id).not.toBe(`openml:${kind}/${text}`);
      }),
      { numRuns: 2_000 },
    );
    expect(['0', '-1', '007', '1e3', ' 1', '', '1234567890123456'].filter(iri.isOpenmlNumber)).toEqual([]);
  });

  it('never gives a file the IRI or the short id of a repository or of another file', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (hubId, path, other) => {
        const file = iri.mintModelFile(hubId, path);
        for (const id of [other, `${hubId}/${path}`, `${hubId}/:/${path}`, `${hubId}:${path}`]) {
          expect(iri.mintModel(id)).not.toBe(file);
          expect(iri.identify(iri.mintModel(id))?.id).not.toBe(iri.identify(file)?.id);
        }
        for (const cut of [`${hubId}/:`, `${hubId}/a`, other]) {
          if (cut !== hubId) expect(iri.mintModelFile(cut, path)).not.toBe(file);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(iri.mintModelFile('gpt2', 'x/config.json')).not.toBe(iri.mintModelFile('gpt2/x', 'config.json'));
  });

  it('reads any text without an exception', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of [
          text,
          `hf:${text}`,
          `doi:${text}`,
          `description:${text}`,
          `raw:${text}`,
          `license:hf/${text}`,
          `file:model/${text}`,
          `part:dataset/${text}`,
          `eval:${text}`,
          `software:${text}`,
          `leaderboard:${text}`,
          `orcid:${text}`,
          `ror:${text}`,
          `openml:${text}`,
          `openml:flow/1/hp/${text}`,
          `openml:run/1/evaluation/${text}`,
          `license:openml/${text}`,
        ]) {
          const found = iri.iriOfId(word);
          if (found !== undefined) expect(iri.identify(found)?.id).toBe(word);
        }
        for (const start of [
          '',
          'hf/model-file/',
          'eval/',
          'software/',
          'leaderboard/',
          'license/hf/other-dataset/',
          'openml/',
          'openml/setup/1/',
          'openml/run/1/evaluation/m/',
          'license/openml/',
        ]) {
          const known = iri.identify(defaultBaseIri + start + text);
          if (known !== undefined) expect(iri.iriOfId(known.id)).toBe(defaultBaseIri + start + text);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});
