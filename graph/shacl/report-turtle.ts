import { namespaces } from '../../ontology/namespaces.ts';
import { knownIri, prefixLines, shortIri, textLiteral } from '../../ontology/rdf-terms.ts';
import type { RdfTerm } from '../rdf/statement.ts';

/** One `sh:ValidationResult`. */
export interface ReportedResult {
  /** IRI of the shape. */
  readonly shape: string;
  readonly severity: string;
  readonly component: string;
  readonly focus: string;
  readonly path?: string | undefined;
  readonly value?: RdfTerm | undefined;
  readonly message: string;
  /** IRI of the record where the value stands, and its place in it. */
  readonly record?: string | undefined;
  readonly pointer?: string | undefined;
}

/** What stands before the results of a `sh:ValidationReport` in Turtle. */
export function reportHead(): string {
  return `${prefixLines()}\n`;
}

/** The `n`th result, from 1. */
export function resultTurtle(result: ReportedResult, n: number): string {
  const { focus, path, value, message, record, pointer } = result;
  const lines = [
    'a sh:ValidationResult',
    `sh:focusNode ${knownIri(focus)}`,
    ...(path === undefined ? [] : [`sh:resultPath ${shortIri(path)}`]),
    ...(value === undefined ? [] : [`sh:value ${objectTurtle(value)}`]),
    `sh:resultSeverity sh:${result.severity}`,
    `sh:sourceShape ${knownIri(result.shape)}`,
    `sh:sourceConstraintComponent ${shortIri(`${namespaces.sh}${result.component}`)}`,
    `sh:resultMessage ${textLiteral(message)}`,
    ...(record === undefined ? [] : [`prov:wasDerivedFrom ${knownIri(record)}`]),
    ...(pointer === undefined ? [] : [`stemma:pointer ${textLiteral(pointer)}`]),
  ];
  return `_:report sh:result _:r${n} .\n_:r${n} ${lines.join(' ; ')} .\n`;
}

export function reportEnd(results: number): string {
  return `_:report a sh:ValidationReport ; sh:conforms ${results === 0} .\n`;
}

function objectTurtle(object: RdfTerm): string {
  if ('iri' in object) return knownIri(object.iri);
  const text = textLiteral(object.text);
  return object.datatype === undefined ? text : `${text}^^${shortIri(object.datatype)}`;
}
