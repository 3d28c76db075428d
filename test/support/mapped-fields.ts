import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fieldOf, mappingColumns, type MappingRow } from '../../extract/mapping-table.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { byCodePoint } from '../../src/core/code-point-order.ts';

/** Rows by source and by what tells them apart, of every witness in the mapped runs of a data directory. */
export type FieldsBySource = Map<string, Map<string, MappingRow>>;

export function addMappedFields(into: FieldsBySource, dataDir: string, proof: MappingRow['proof']): void {
  for (const run of readdirSync(join(dataDir, 'jsonld'))) {
    for (const text of readFileSync(join(dataDir, 'jsonld', run, 'entities.ndjson'), 'utf8').split('\n')) {
      if (text === '') continue;
      const { '@type': label, origin, evidence } = JSON.parse(text) as EntityLine;
      const rows = into.get(origin.source) ?? new Map<string, MappingRow>();
      into.set(origin.source, rows);
      for (const { property, method, confidence, pointer } of evidence) {
        const field = fieldOf(origin.resource, pointer);
        const row = { resource: origin.resource, field, label, property, method, confidence, proof };
        const held = rows.get(keyOf(row));
        if (held === undefined) rows.set(keyOf(row), row);
        else if (held.confidence < confidence) rows.set(keyOf(row), { ...held, confidence });
      }
    }
  }
}

export function keyOf({ resource, field, label, property, method }: MappingRow): string {
  return [resource, field, label, property, method].join(',');
}

/** The table as it is kept. */
export function mappingText(rows: Iterable<MappingRow>): string {
  const lines = [...rows].map((row) => mappingColumns.map((column) => row[column]).join(','));
  return `${[mappingColumns.join(','), ...lines.sort(byCodePoint)].join('\n')}\n`;
}
