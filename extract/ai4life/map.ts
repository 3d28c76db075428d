import type { MappingIssue } from '../../ontology/entity.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { hasEmail, withoutEmails } from '../e-mail.ts';
import type { MapInput, MapResult } from '../source.ts';
import { mapArtifact } from './map/map-artifact.ts';
import { mapDocumentation, mapFile, mapTestReport, mapVersion } from './map/map-parts.ts';
import * as names from './resources.ts';

/** The table of contents: which mapper reads the records of which resource. */
const mappers: ReadonlyMap<string, (input: MapInput) => MapResult> = new Map([
  [names.recordsResource, mapArtifact],
  [names.versionsResource, mapVersion],
  [names.filesResource, mapFile],
  [names.documentationResource, mapDocumentation],
  [names.testReportsResource, mapTestReport],
]);

const nothing: MapResult = { entities: [], issues: [] };

/** Pure, synchronous and total. An error answer is no record: the extractor has noted what it means. */
export function map(input: MapInput): MapResult {
  const { status } = input.line;
  if (status < 200 || status > 299) return nothing;
  const mapped = mappers.get(input.resource)?.(input) ?? nothing;
  return { ...mapped, issues: mapped.issues.map((issue) => withoutAddress(standing(issue, input.bytes))) };
}

/** What is missing is missed in the nearest place that is there. */
function standing(issue: MappingIssue, bytes: Buffer): MappingIssue {
  let { pointer } = issue;
  while (pointer.startsWith('/') && rangeAt(bytes, pointer) === undefined)
    pointer = pointer.slice(0, pointer.lastIndexOf('/'));
  return pointer === issue.pointer ? issue : { ...issue, pointer };
}

/** What could not be used is shown, and may hold the address of a person. */
function withoutAddress(issue: MappingIssue): MappingIssue {
  const { literal } = issue;
  if (literal === undefined || !literal.includes('@')) return issue;
  // A literal is cut, perhaps in the middle of an address.
  const whole = literal.replace(/[\w.+-]{1,64}@[\w.-]*…?"?$/, '');
  return { ...issue, literal: hasEmail(whole) ? withoutEmails(whole) : whole };
}
