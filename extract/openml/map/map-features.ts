import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml } from '../../../ontology/iri.ts';
import { piecesThatFit } from '../../bounded-json.ts';
import type { IssueList } from '../../issue-list.ts';
import type { MapInput } from '../../source.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { Thing } from './thing.ts';

/** Characters of JSON that the columns of one dataset may take. A wide one has thousands. */
const longestJson = 32_768;
/** Values of one nominal column that are listed. */
const mostValues = 100;

/** The columns of a dataset. The answer does not say of which: the request does. */
export function readFeatures(root: OmlNode, issues: IssueList, { line }: MapInput): readonly MappedEntity[] {
  const n = askedDataset(line.url, 'features');
  if (n === undefined) {
    issues.warn('no-id', 'the request names no dataset', root.pointer, line.url);
    return [];
  }
  const dataset = new Thing('Dataset', mintOpenml('dataset', n), issues);
  const features = root.many('feature');
  const [first] = features;
  if (first === undefined) return [];
  const kept = piecesThatFit(features.map(featureOf), longestJson);
  if (kept.length < features.length) {
    const literal = `${kept.length} of ${features.length}`;
    issues.inform(
      'features-cut',
      `longer than ${longestJson} characters: the first columns are kept`,
      first.pointer,
      literal,
    );
  }
  dataset.tell('features', `[${kept.join(',')}]`, first.pointer);
  for (const feature of features) {
    const name = feature.text('name');
    if (name === undefined) continue;
    sayRole(dataset, 'targetFeature', feature, 'is_target', name);
    sayRole(dataset, 'rowIdFeature', feature, 'is_row_identifier', name);
    sayRole(dataset, 'ignoredFeature', feature, 'is_ignore', name);
  }
  return [dataset.build()];
}

/** `/data/features/61`, in either format, with or without more behind it. */
export function askedDataset(url: string, what: 'features' | 'qualities'): string | undefined {
  return new RegExp(`/data/${what}/([1-9]\\d{0,14})(?:[/?#]|$)`).exec(url)?.[1];
}

function sayRole(dataset: Thing, property: string, feature: OmlNode, role: string, name: OmlText): void {
  if (feature.text(role)?.value.toLowerCase() === 'true') dataset.tell(property, name.value, name.pointer);
}

function featureOf(feature: OmlNode): Readonly<Record<string, unknown>> {
  const values = nominalValues(feature);
  return {
    index: feature.text('index')?.value,
    name: feature.text('name')?.value,
    type: feature.text('data_type')?.value,
    target: isTrue(feature, 'is_target'),
    ignore: isTrue(feature, 'is_ignore'),
    rowId: isTrue(feature, 'is_row_identifier'),
    missing: feature.text('number_of_missing_values')?.value,
    values: values.length === 0 ? undefined : values.slice(0, mostValues),
    moreValues: values.length > mostValues ? values.length - mostValues : undefined,
    ontology: feature.has('ontology') ? feature.many('ontology').map((one) => one.own()?.value) : undefined,
  };
}

function isTrue(feature: OmlNode, name: string): true | undefined {
  return feature.text(name)?.value.toLowerCase() === 'true' ? true : undefined;
}

/** Old answers have them as a list in a text. */
function nominalValues(feature: OmlNode): readonly string[] {
  const listed = feature.many('nominal_value').flatMap((one) => one.own()?.value ?? []);
  if (listed.length > 0) return listed;
  const texts = feature.many('nominal_values').flatMap((one) => one.own()?.value ?? []);
  if (texts.length !== 1 || !texts[0]?.startsWith('[')) return texts;
  try {
    const read: unknown = JSON.parse(texts[0]);
    return Array.isArray(read) ? read.map(String) : texts;
  } catch {
    return texts;
  }
}
