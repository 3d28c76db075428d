import { Parser } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import factory from 'rdf-validate-shacl/src/defaultEnv.js';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import type { Statement } from '../../graph/rdf/statement.ts';
import { shapesTurtle } from '../../ontology/shapes.ts';
import { namespaces, shapesUrl } from '../../ontology/namespaces.ts';

function dataset(text: string, format: string) {
  return factory.dataset(new Parser({ format }).parse(text) as never);
}

/** What the library finds in the statements by our shapes as Turtle: `focus shape component`, sorted. */
export async function findingsOfLibrary(statements: readonly Statement[]): Promise<readonly string[]> {
  const validator = new SHACLValidator(dataset(shapesTurtle(), 'text/turtle') as never);
  const report = await validator.validate(
    dataset(statements.map(nquadsLine).join('\n'), 'application/n-quads') as never,
  );
  return report.results
    .map(({ focusNode, sourceShape, sourceConstraintComponent }) => {
      const shape = sourceShape?.value.replace(`${shapesUrl}#`, '');
      return `${focusNode?.value} ${shape} ${sourceConstraintComponent?.value.slice(namespaces.sh.length)}`;
    })
    .sort();
}
