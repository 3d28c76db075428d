import { decodeSegment, encodeSegment } from './iri-segment.ts';
import { identifyMetric, metricPathOfId } from './iri-evaluation.ts';
import { escapeSlash, unescapeSlash } from './iri-id.ts';

/** Things of OpenML that are numbered, and the class of each. */
const kinds = {
  dataset: 'Dataset',
  flow: 'Flow',
  task: 'Task',
  run: 'Run',
  setup: 'Setup',
  study: 'Study',
  user: 'Person',
  'estimation-procedure': 'EvaluationProcedure',
} as const;
export type OpenmlKind = keyof typeof kinds;

/** Without sign, leading zeros and more than 15 digits. */
const number = /^[1-9]\d{0,14}$/;

/** Whether the text can be the number of a thing of OpenML. */
export function isOpenmlNumber(text: string): boolean {
  return number.test(text);
}

/** `flow/4253`. */
export function openmlPath(kind: OpenmlKind, n: string): string {
  return `${kind}/${n}`;
}

/** `flow/4253/hp/min_samples_leaf`: a hyper-parameter of a flow. */
export function hyperParameterPath(flow: string, name: string): string {
  return `flow/${flow}/hp/${encodeSegment(name)}`;
}

/** `setup/8/hp/4253/min_samples_leaf`: its value in a setup, or in a run of which no setup is known. */
export function settingPath(of: 'setup' | 'run', n: string, flow: string, name: string): string {
  return `${of}/${n}/hp/${flow}/${encodeSegment(name)}`;
}

/** `dataset/61/file/arff`. */
export function openmlFilePath(dataset: string, name: string): string {
  return `dataset/${dataset}/file/${encodeSegment(name)}`;
}

/** What was found to be the worth of a run. */
export function runEvaluationPath(run: string): string {
  return `run/${run}/evaluation`;
}

export interface OpenmlIdentity {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

/** What stands behind `openml/` in an IRI. */
export function identifyOpenml(path: string): OpenmlIdentity | undefined {
  const [kind = '', n = '', inner, ...more] = path.split('/');
  if (!isKind(kind) || !number.test(n)) return undefined;
  const id = `openml:${kind}/${n}`;
  if (inner === undefined) return { id, name: n, label: kinds[kind] };
  if (kind === 'run' && inner === 'evaluation') return identifyEvaluationOf(id, n, more);
  const last = decodeSegment(more.at(-1) ?? '/');
  const label = insideLabel(kind, inner, more);
  if (last === undefined || label === undefined) return undefined;
  const way = [inner, ...more.slice(0, -1), escapeSlash(last)];
  return { id: `${id}/${way.join('/')}`, name: last, label };
}

/** `hp/{name}` of a flow, `hp/{flow}/{name}` of a setup or run, `file/{name}` of a dataset. */
function insideLabel(kind: OpenmlKind, inner: string, more: readonly string[]): string | undefined {
  if (inner === 'file') return kind === 'dataset' && more.length === 1 ? 'DataDownload' : undefined;
  if (inner !== 'hp') return undefined;
  if (kind === 'flow') return more.length === 1 ? 'HyperParameter' : undefined;
  const isSetting = (kind === 'setup' || kind === 'run') && more.length === 2 && number.test(more[0] ?? '');
  return isSetting ? 'Setting' : undefined;
}

function identifyEvaluationOf(id: string, n: string, more: readonly string[]): OpenmlIdentity | undefined {
  if (more.length === 0) return { id: `${id}/evaluation`, name: n, label: 'MLModelEvaluation' };
  const metric = identifyMetric(more);
  return metric === undefined
    ? undefined
    : { id: `${id}/evaluation/${metric.id}`, name: metric.name, label: 'PropertyValue' };
}

/** What stands behind `openml/` in the IRI of the short id `openml:{rest}`. */
export function openmlPathOfId(rest: string): string | undefined {
  const [kind = '', n = '', ...more] = rest.split('/');
  if (more.length === 0) return `${kind}/${n}`;
  if (kind === 'run' && more[0] === 'evaluation') {
    if (more.length === 1) return rest;
    const metric = metricPathOfId(more.slice(1));
    return metric === undefined ? undefined : `run/${n}/evaluation/${metric}`;
  }
  const last = unescapeSlash(more.at(-1) ?? '');
  return last === undefined ? undefined : [kind, n, ...more.slice(0, -1), encodeSegment(last)].join('/');
}

function isKind(kind: string): kind is OpenmlKind {
  return Object.hasOwn(kinds, kind);
}
