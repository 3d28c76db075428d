// Copies what is not TypeScript (queries, tables, the sample) beside its compiled module, in `dist` or the folder given.
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = resolve(process.argv[2] ?? join(root, 'dist'));
for (const folder of ['src', 'ontology', 'extract', 'graph', 'cypher']) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const file = relative(root, join(entry.parentPath ?? entry.path, entry.name));
    const isData = /[\\/]sample[\\/]/.test(file) || !/\.(ts|md)$/.test(file);
    if (!entry.isFile() || !isData) continue;
    cpSync(join(root, file), join(target, file));
  }
}
// The SPARQL editor of the server's page: one file each of script and style, so that nothing is fetched from elsewhere.
for (const file of ['yasgui.min.js', 'yasgui.min.css'])
  cpSync(join(root, 'node_modules/@zazuko/yasgui/build', file), join(target, 'src/server/assets', file));
chmodSync(join(target, 'src/cli/main.js'), 0o755);
