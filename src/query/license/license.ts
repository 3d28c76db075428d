import type { GraphStore, Row } from '../../../graph/store.ts';
import { propertyOfType } from '../../../ontology/model.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { lineage, type LineageEdge, type LineageResult } from '../lineage.ts';
import { type Finding, judgeData, judgeStep, type LicenseVerdict, worst } from './judge.ts';
import { type Bound, dataObligationsOf, type Obligation, obligationsOf } from './obligations.ts';
import { type Licensed, licensedThings, licenseWord, termsOf } from './stated.ts';

/** One step from a model to a direct parent, and whether the child may be under the licence it states. */
export interface LicenseStep extends Finding {
  readonly child: string;
  readonly parent: string;
  /** Relationship type. */
  readonly type: string;
  readonly childLicense: string | null;
  readonly parentLicense: string | null;
  /** Ids from the model asked for to this parent. */
  readonly path: readonly string[];
  readonly statement: Omit<LineageEdge, 'from' | 'to' | 'type'>;
}

/** What the terms of training data say of the licence of the model that learnt from it: weaker than a step. */
export interface DataFinding extends Finding {
  readonly model: string;
  readonly dataset: string;
  readonly modelLicense: string | null;
  readonly dataLicense: string | null;
}

/** A model on the way, with what it states and where that was read. */
export type ChainModel = Licensed & { readonly depth: number };

export interface LicenseResult extends Omit<Finding, 'clause'> {
  readonly model: string;
  readonly redirectedFrom?: string;
  readonly at?: string;
  readonly license: string | null;
  /** Upward, nearest first. */
  readonly steps: readonly LicenseStep[];
  readonly obligations: readonly Obligation[];
  readonly dataVerdict: LicenseVerdict;
  readonly data: readonly DataFinding[];
  /** What the terms of the data ask, should a trained model be bound by them. */
  readonly dataObligations: readonly Obligation[];
  readonly models: readonly ChainModel[];
  /** Steps up at most, as asked for; null: to the end. */
  readonly depth: number | null;
  /** Whether there is more above that was not looked at. */
  readonly cut: boolean;
  readonly notice: string;
}

export const notLegalAdvice = 'Read from public licence texts and from what models state. Not legal advice.';

export interface LicenseOptions {
  /** Steps up at most. */
  readonly depth?: number;
  readonly signal?: AbortSignal;
  readonly onRedirect?: (from: string, to: { readonly id: string }) => void;
}

/** Whether a model may be under the licence it states, by each step up to where nothing more is stated. */
export async function license(store: GraphStore, id: string, options: LicenseOptions = {}): Promise<LicenseResult> {
  const { depth, ...rest } = options;
  // One more step says whether something was cut off.
  const family = await lineage(store, id, {
    ...rest,
    direction: 'up',
    ...(depth === undefined ? {} : { depth: depth + 1 }),
  });
  const things = await licensedThings(
    store,
    family.nodes.map(({ uri }) => uri),
  );
  const taught = await taughtBy(store, family, depth);
  const datasets = await licensedThings(store, [...new Set(taught.map(({ dataset }) => dataset))]);
  return licenseOfFamily(family, things, { taught, datasets }, depth);
}

/** A model, and the IRI of a data set it was trained on. */
export interface Taught {
  readonly model: string;
  readonly dataset: string;
}

export interface TrainingData {
  readonly taught: readonly Taught[];
  /** By IRI. */
  readonly datasets: ReadonlyMap<string, Licensed>;
}

async function taughtBy(store: GraphStore, family: LineageResult, depth = Infinity): Promise<readonly Taught[]> {
  const uris = family.nodes.filter((node) => node.depth <= depth).map(({ uri }) => uri);
  return store.read<Taught & Row>(
    `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[:TRAINED_ON]->(d:Dataset)
     RETURN DISTINCT m.id AS model, d.uri AS dataset ORDER BY model, dataset`,
    { uris },
  );
}

/** The judgement of a family that was read one step further up than `depth`. `things`: what its models state, by IRI. */
export function licenseOfFamily(
  family: LineageResult,
  things: ReadonlyMap<string, Licensed>,
  { taught, datasets }: TrainingData,
  depth: number | undefined,
): LicenseResult {
  const within = family.nodes.filter((node) => depth === undefined || node.depth <= depth);
  const depths = new Map(within.map((node) => [node.id, node.depth]));
  const models = new Map(
    within.flatMap((node) => {
      const thing = things.get(node.uri);
      return thing === undefined ? [] : [[node.id, { ...thing, depth: node.depth }] as const];
    }),
  );
  const inside = family.edges.filter(
    ({ from, to }) => (depths.get(from) ?? Infinity) < (depth ?? Infinity) && depths.has(to),
  );
  const isCut = family.truncated || inside.length < family.edges.length;
  const paths = pathsUp(family.root, inside);
  const steps = inside
    .map((edge) => stepOf(edge, models, [...(paths.get(edge.from) ?? [edge.from]), edge.to]))
    .sort(
      compareBy(
        (step) => depths.get(step.child) ?? 0,
        (step) => step.child,
        (step) => step.parent,
        (step) => step.type,
      ),
    );
  const data = taught
    .map(({ model, dataset }) => dataFinding(models.get(model), model, datasets.get(dataset)))
    .sort(
      compareBy(
        (one) => depths.get(one.model) ?? 0,
        (one) => one.model,
        (one) => one.dataset,
      ),
    );
  const root = models.get(family.root);
  const { verdict, rule, says } = wholeOf(root, steps, isCut);
  return {
    model: family.root,
    ...(family.redirectedFrom === undefined ? {} : { redirectedFrom: family.redirectedFrom }),
    ...(family.at === undefined ? {} : { at: family.at }),
    verdict,
    rule,
    says,
    license: licenseWord(root),
    steps,
    obligations: obligationsOf(root?.name ?? family.root, boundBy(models, inside, family.root)),
    dataVerdict: worst(data)?.verdict ?? 'unknown',
    data,
    dataObligations: dataObligationsOf([...datasets.values()]),
    models: [...models.values()],
    depth: depth ?? null,
    cut: isCut,
    notice: notLegalAdvice,
  };
}

function wholeOf(root: Licensed | undefined, steps: readonly LicenseStep[], isCut: boolean): Omit<Finding, 'clause'> {
  const found = worst(steps);
  if (found !== undefined && found.verdict !== 'ok') return found;
  if (isCut)
    return { verdict: 'unknown', rule: 'cut-off', says: 'there is more above than was looked at; what was is ok' };
  if (found !== undefined) return found;
  const known = termsOf(root);
  const isKnown = known.length > 0 && known.every((row) => row !== undefined && row.category !== 'unknown');
  return isKnown
    ? { verdict: 'ok', rule: 'no-base-stated', says: 'no base is stated, so there is nothing it could conflict with' }
    : { verdict: 'unknown', rule: 'license-unknown', says: 'its own licence is not known' };
}

function stepOf(edge: LineageEdge, models: ReadonlyMap<string, Licensed>, path: readonly string[]): LicenseStep {
  const { from, to, type, ...statement } = edge;
  const [child, parent] = [models.get(from), models.get(to)];
  return {
    child: from,
    parent: to,
    type,
    childLicense: licenseWord(child),
    parentLicense: licenseWord(parent),
    ...judgeStep(termsOf(child), termsOf(parent), propertyOfType(type) ?? 'baseModel'),
    path,
    statement,
  };
}

function dataFinding(model: Licensed | undefined, id: string, dataset: Licensed | undefined): DataFinding {
  return {
    model: id,
    dataset: dataset?.id ?? '',
    modelLicense: licenseWord(model),
    dataLicense: licenseWord(dataset),
    ...judgeData(termsOf(model), termsOf(dataset)),
  };
}

/** The shortest way from the root to each model, the root and it included; of several the first by id. */
function pathsUp(root: string, edges: readonly LineageEdge[]): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of edges) parents.set(from, [...(parents.get(from) ?? []), to]);
  const paths = new Map<string, readonly string[]>([[root, [root]]]);
  for (const [id, path] of paths) {
    for (const parent of (parents.get(id) ?? []).sort()) {
      if (!paths.has(parent)) paths.set(parent, [...path, parent]);
    }
  }
  return paths;
}

/** The model and its ancestors, nearest first, each with the kind of a step that leads to it. */
function boundBy(models: ReadonlyMap<string, Licensed>, edges: readonly LineageEdge[], root: string): readonly Bound[] {
  const kinds = new Map(edges.map(({ to, type }) => [to, propertyOfType(type) ?? 'baseModel']));
  return [...models].map(([id, thing]) => {
    const kind = id === root ? undefined : kinds.get(id);
    return kind === undefined ? { thing } : { thing, kind };
  });
}
