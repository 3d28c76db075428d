import { describe, expect, it } from 'vitest';
import { schemaStatements } from '../../../ontology/constraints.ts';
import { jsonLdContext } from '../../../ontology/context.ts';
import { vocabularyTurtle } from '../../../ontology/vocabulary.ts';
import { shapesTurtle } from '../../../ontology/shapes.ts';
import { schemaPage } from '../../../ontology/docs.ts';
import { domainRelationshipTypes, lineageTypes, relationshipTypes } from '../../../ontology/model.ts';
import { schemaHtml } from '../../../ontology/schema-html.ts';
import { schemaSvg } from '../../../ontology/schema-picture.ts';
import { expectGolden } from '../../support/golden.ts';

function kept(name: string): URL {
  return new URL(name, import.meta.url);
}

describe('what is derived from the declarations', () => {
  it('is this JSON-LD context', () => {
    expectGolden(kept('context.jsonld'), `${JSON.stringify(jsonLdContext(), null, 2)}\n`);
  });

  it('is this schema for Neo4j and for the embedded engine', () => {
    expectGolden(kept('schema.neo4j.cypher'), `${schemaStatements('neo4j').join(';\n')};\n`);
    expectGolden(kept('schema.embedded.cypher'), `${schemaStatements('embedded').join(';\n')};\n`);
  });

  it('is this list of relationship types, lineage and provenance marked', () => {
    const mark = (type: string): string => {
      if (lineageTypes.includes(type)) return `${type} lineage`;
      return domainRelationshipTypes.includes(type) ? type : `${type} provenance`;
    };
    expectGolden(kept('relationship-types.txt'), `${relationshipTypes.map(mark).join('\n')}\n`);
  });

  it('is this vocabulary', () => {
    expectGolden(kept('vocabulary.ttl'), vocabularyTurtle());
  });

  it('are these SHACL shapes', () => {
    expectGolden(kept('shapes.ttl'), shapesTurtle());
  });

  it('is this page for people', () => {
    expectGolden(kept('schema.md'), schemaPage());
  });

  it('is this picture of all classes, and this page around it', () => {
    expectGolden(kept('schema.svg'), schemaSvg());
    expectGolden(kept('schema.html'), schemaHtml());
  });

  it('has no two relationship types that differ only by case, and no two constraints of one name', () => {
    expect(new Set(relationshipTypes.map((type) => type.toLowerCase())).size).toBe(relationshipTypes.length);
    for (const engine of ['neo4j', 'embedded'] as const) {
      const statements = schemaStatements(engine);
      expect(new Set(statements.map((statement) => statement.split(' ')[2])).size).toBe(statements.length);
      expect(statements.every((statement) => statement.includes(' IF NOT EXISTS '))).toBe(true);
    }
  });
});
