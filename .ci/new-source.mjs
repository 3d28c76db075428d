// Begins a new source: `node .ci/new-source.mjs zenodo`. Copies the example of the tests, a whole small source, to extract/zenodo/ under
// its new name, its servers to test/support/source-fixtures/zenodo.ts, and adds a line for each to the two tables. From there the
// files are filled with what the source really is.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const example = join(root, 'test/support/fourth-source');
const name = process.argv[2] ?? '';

function refuse(why) {
  console.error(`${why}\nusage: npm run new-source -- <name>`);
  process.exit(2);
}

if (!/^[a-z][a-z0-9]{0,19}(-[a-z0-9]{1,19})?$/.test(name))
  refuse(`not a name for a source: ${JSON.stringify(name)} (lower case, as it will stand in folders and commands)`);
const folder = join(root, 'extract', name);
const fixture = join(root, 'test/support/source-fixtures', `${name}.ts`);
for (const path of [folder, fixture]) if (existsSync(path)) refuse(`there is already ${path}`);

const [first = '', ...more] = name.split('-');
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const constant = first + more.map(capital).join('');

/** The example under its new name, one folder further up. */
function renamed(text) {
  return text
    .replaceAll('../../../../extract/', '../')
    .replaceAll('../../../../', '../../')
    .replaceAll('fourth_', `${name.replaceAll('-', '_')}_`)
    .replaceAll('FOURTH_', `${name.toUpperCase().replaceAll('-', '_')}_`)
    .replaceAll(/\bfourth(?=[A-Z])/g, constant)
    .replaceAll(/\bFourth(?=[A-Z])/g, capital(constant))
    .replaceAll(/const fourth\b/g, `const ${constant}`)
    .replaceAll(/\bFourth\b/g, [first, ...more].map(capital).join(' '))
    .replaceAll(/\bfourth\b/g, name);
}

/** Puts a line into a table and its import above it. */
function addLine(path, importLine, find, line) {
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/^import .*$/gm)];
  const last = imports.at(-1);
  const at = (last?.index ?? 0) + (last?.[0].length ?? 0);
  const body = text.slice(at).replace(find, line);
  if (body === text.slice(at)) refuse(`the table in ${path} is not where it was`);
  writeFileSync(path, `${text.slice(0, at)}\n${importLine}${body}`);
}

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(join(example, 'source')))
  writeFileSync(join(folder, file), renamed(readFileSync(join(example, 'source', file), 'utf8')));
const servers = readFileSync(join(example, 'fixture.ts'), 'utf8').replace(
  '../source-fixtures/index.ts',
  './source-fixture.ts',
);
writeFileSync(fixture, renamed(servers));
addLine(
  join(root, 'extract/index.ts'),
  `import { ${constant} } from './${name}/index.ts';`,
  /(sources: readonly SourceDefinition\[\] = Object\.freeze\(\[[^\]]*?),?\s*\]\)/,
  `$1, ${constant}])`,
);
addLine(
  join(root, 'test/support/source-fixtures/index.ts'),
  `import { ${constant}Fixture } from './${name}.ts';`,
  /(sourceFixtures: [^=]*= \{[^}]*)\}/,
  `$1  ${more.length > 0 ? `'${name}'` : name}: ${constant}Fixture,\n}`,
);
console.log(`extract/${name}/ is there, and its line in extract/index.ts. Fill it, then:
  npm run format && npm run check
  npm test -- conformance
  UPDATE_GOLDEN=1 npm test -- golden config-docs`);
