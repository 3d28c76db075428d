import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { packageFile } from '../core/package-files.ts';

const types: Readonly<Record<string, string>> = {
  'page.css': 'text/css; charset=utf-8',
  'sparql-page.js': 'text/javascript; charset=utf-8',
  'yasgui.min.js': 'text/javascript; charset=utf-8',
  'yasgui.min.css': 'text/css; charset=utf-8',
};

/** A file that pages need; none of another name. Built packages hold the editor, a source checkout has it in its dependency. */
export async function readAsset(
  name: string,
): Promise<{ readonly body: Uint8Array; readonly type: string } | undefined> {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return undefined;
  const shipped = packageFile(`src/server/assets/${name}`);
  const path = existsSync(shipped) ? shipped : createRequire(import.meta.url).resolve(`@zazuko/yasgui/build/${name}`);
  return { body: await readFile(path), type };
}
