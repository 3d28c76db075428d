import { existsSync, readFileSync } from 'node:fs';
import { packageFile } from '../src/core/package-files.ts';

/** Which field of a resource gives which property, how, and how far that is trusted. */
export interface MappingRow {
  readonly resource: string;
  /** JSON Pointer without positions in lists, `{key}` for keys that data choose; `bytes` where it is a range of bytes. */
  readonly field: string;
  /** Class and property it gives. */
  readonly label: string;
  readonly property: string;
  readonly method: string;
  /** 0..1; of a method the highest that this field gives. */
  readonly confidence: number;
  /** What shows that the row is used: what ships for the tests, or recorded answers alone. */
  readonly proof: 'fixture' | 'recording';
}

export const mappingColumns = ['resource', 'field', 'label', 'property', 'method', 'confidence', 'proof'] as const;

/** The rows of a source, from the table beside it; a test holds it against what the mapper does. */
export function mappingRows(source: string): readonly MappingRow[] {
  const file = packageFile(`extract/${source}/mapping.csv`);
  if (!existsSync(file)) return [];
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  return lines.map((line) => {
    const [resource = '', field = '', label = '', property = '', method = '', confidence = '', proof = ''] =
      line.split(',');
    return {
      resource,
      field,
      label,
      property,
      method,
      confidence: Number(confidence),
      proof: proof as MappingRow['proof'],
    };
  });
}

/** Keys that data choose: whatever stands behind these is one field. */
const chosenKeys: readonly (readonly [string, RegExp])[] = [
  ['tasks', /^\/[^/]+/],
  ['hf_models', /^\/safetensors\/parameters\/[^/]+/],
  ['ai4life_records', /^\/manifest\/weights\/[^/]+/],
  ['ai4life_versions', /^\/manifest\/weights\/[^/]+/],
];

/** The field that a witness's pointer stands in, as the table writes it. */
export function fieldOf(resource: string, pointer: string): string {
  if (pointer.startsWith('bytes=')) return 'bytes';
  let field = pointer;
  for (const [of, pattern] of chosenKeys) {
    if (of === resource) field = field.replace(pattern, (found) => `${found.slice(0, found.lastIndexOf('/'))}/{key}`);
  }
  // Parts of a flow are flows; a list of one is often no list.
  return field
    .replaceAll(/\/\d+(?=\/|$)/g, '')
    .replaceAll(/(?:\/component\/flow)+/g, '/component/flow')
    .replaceAll(',', '~c');
}
