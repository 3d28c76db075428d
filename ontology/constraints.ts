import type { EntityDefinition } from './define.ts';
import { entities } from './model.ts';

/** What makes a node one node: its IRI, and its short id. */
const keys = ['uri', 'id'] as const;

/** A constraint or an index, and the statement that makes it. */
export interface SchemaItem {
  readonly name: string;
  readonly isConstraint: boolean;
  readonly statement: string;
}

/** The statements of `schemaItems`. */
export function schemaStatements(engine: 'neo4j' | 'embedded'): string[] {
  return schemaItems(engine).map((item) => item.statement);
}

/**
 * Constraints and indexes, one statement each, without effect where they exist. Before any data: an engine may accept
 * a constraint over duplicates that are already there.
 *
 * On Neo4j a uniqueness constraint brings its index, and a pattern `(m:MLModel {id: …})` needs one of its own label. The
 * embedded engine wants an index beside the constraint, and uses it whatever the label in the pattern.
 */
export function schemaItems(engine: 'neo4j' | 'embedded'): readonly SchemaItem[] {
  const items = keys.map(unique);
  if (engine === 'embedded') items.push(...keys.map((key) => index('Resource', key, '_lookup')));
  for (const entity of Object.values<EntityDefinition>(entities)) {
    if (engine === 'neo4j' && entity.provenance !== true) items.push(index(entity.label, 'id'));
    for (const [name, property] of Object.entries(entity.properties)) {
      if (property.indexed === true) items.push(index(entity.label, name));
    }
  }
  return items;
}

function unique(key: string): SchemaItem {
  const name = `resource_${key}`;
  const statement = `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:Resource) REQUIRE n.${key} IS UNIQUE`;
  return { name, isConstraint: true, statement };
}

function index(label: string, property: string, suffix = ''): SchemaItem {
  const name = `${label}_${property}${suffix}`.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const statement = `CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`;
  return { name, isConstraint: false, statement };
}
