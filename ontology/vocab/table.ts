import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/core/package-files.ts';

export type TableName =
  | 'languages'
  | 'spdx-licenses'
  | 'hub-licenses'
  | 'hub-tasks'
  | 'hub-libraries'
  | 'hub-dataset-aliases'
  | 'mlst-tasks'
  | 'close-matches';

/** Rows of a shipped table: tab-separated cells, `#` lines say where the data is from. Missing last cells are not there. */
export function readTable(name: TableName): readonly (readonly string[])[] {
  const text = readFileSync(packageFile(`ontology/vocab/tables/${name}.tsv`), 'utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

/** A table read at its first use, kept for the life of the process. */
export function onFirstUse<T>(build: () => T): () => T {
  let held: { readonly value: T } | undefined;
  return () => (held ??= { value: build() }).value;
}
