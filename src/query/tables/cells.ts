import type { Value } from '../../../graph/store.ts';
import type { PropertyDefinition } from '../../../ontology/define.ts';
import { compareBy } from '../../core/code-point-order.ts';
import type { Cell, ColumnKind } from './table.ts';

/** The column of a declared property. */
export function columnKindOf(definition: PropertyDefinition): ColumnKind {
  if (definition.many === true) return 'list';
  switch (definition.kind) {
    case 'integer':
    case 'number':
    case 'boolean':
    case 'json':
      return definition.kind;
    case 'dateTime':
      return 'timestamp';
    case 'string':
    case 'url':
    case 'reference':
      return 'string';
  }
}

/** A stored value in a column of this kind; null where there is none. Lists without an order of their own are sorted. */
export function cellOf(value: Value | undefined, kind: ColumnKind, ordered = false): Cell {
  if (value === undefined || value === null) return null;
  switch (kind) {
    case 'list': {
      const texts = (Array.isArray(value) ? value : [value]).map(textOf);
      return ordered ? texts : texts.sort(compareBy((text) => text));
    }
    case 'integer':
      return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' ? BigInt(value) : null;
    case 'number':
      return Number(value);
    case 'boolean':
      return value === true;
    case 'string':
    case 'json':
    case 'timestamp':
      return textOf(value);
  }
}

function textOf(value: Value): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
