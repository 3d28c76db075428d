import type { Transport } from '../../src/core/http/types.ts';
import { openmlWorld, type OpenmlRow, type OpenmlWorld, type Tree } from './openml-world.ts';

export interface OpenmlReply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type?: string;
}

export interface ScriptedOpenmlOptions {
  readonly world?: OpenmlWorld;
  /** Asked before each answer; `count` is how often this address was asked for before. */
  readonly instead?: (path: string, count: number) => OpenmlReply | undefined;
  readonly now?: () => number;
}

export interface ScriptedOpenml {
  readonly baseUrl: string;
  readonly transport: Transport;
  /** Addresses below the base, in the order in which they were asked, and when. */
  readonly asked: readonly { readonly path: string; readonly at: number }[];
}

const base = 'http://openml.test/sub';
const roots = {
  run: 'runs',
  flow: 'flows',
  task: 'tasks',
  data: 'data',
  study: 'study_list',
  evaluation: 'evaluations',
};
const items = { run: 'run', flow: 'flow', task: 'task', data: 'dataset', study: 'study', evaluation: 'evaluation' };
const empty = { run: '512', flow: '500', task: '482', data: '372', study: '599', evaluation: '542' };
const unknown: Readonly<Record<string, string>> = {
  run: '236',
  flow: '181',
  task: '151',
  data: '111',
  setup: '281',
  study: '601',
  features: '271',
  qualities: '361',
};
type ListKind = keyof typeof roots;

/** An OpenML without a network, that answers as the real one does, its traps included. */
export function scriptedOpenml({
  world = openmlWorld,
  instead,
  now = () => 0,
}: ScriptedOpenmlOptions = {}): ScriptedOpenml {
  const asked: { path: string; at: number }[] = [];
  const counts = new Map<string, number>();
  const transport: Transport = {
    async send({ url }) {
      const path = decodeURIComponent(url.slice(base.length + 1));
      const count = counts.get(path) ?? 0;
      counts.set(path, count + 1);
      asked.push({ path, at: now() });
      const { status, body, type } = instead?.(path, count) ?? answer(world, path);
      const bytes = Buffer.from(body);
      const kind =
        type ?? (path.startsWith('api/v1/xml') ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8');
      return { status, headers: { 'content-type': kind }, body: pieces(bytes) };
    },
    close: async () => undefined,
  };
  return { baseUrl: base, transport, asked };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

function answer(world: OpenmlWorld, path: string): OpenmlReply {
  const [, dataset] = /^croissant\/dataset\/(.+)$/.exec(path) ?? [];
  if (dataset !== undefined) return orNotFound(world.croissant[dataset]);
  const [, index, id] = /^es\/(\w+)\/_doc\/(\d+)$/.exec(path) ?? [];
  if (index !== undefined) return orNotFound(world.website[`${index}/${id}`]);
  const [, form = '', subject = ''] = /^api\/v1\/(json|xml)\/(.+)$/.exec(path) ?? [];
  if (subject === '') return { status: 404, body: '{"error":"Not found"}' };
  const [kind = '', word = ''] = subject.split('/');
  const document = world.documents[subject];
  if (document !== undefined) return { status: 200, body: rendered(document, form) };
  if (word === 'list' && kind in roots) return listed(world, kind as ListKind, subject.split('/').slice(2), form);
  return refused(
    world.errors[subject] ?? unknown[kind === 'data' && unknown[word] !== undefined ? word : kind] ?? '100',
    form,
  );
}

function orNotFound(value: unknown): OpenmlReply {
  return value === undefined ? { status: 404, body: '{"found":false}' } : { status: 200, body: JSON.stringify(value) };
}

/** Nearly every error has this status; the code in the body tells. */
export function refused(code: string, form: string, status = 412): OpenmlReply {
  return { status, body: rendered({ error: { code, message: `Error ${code}` } }, form) };
}

function listed(world: OpenmlWorld, kind: ListKind, segments: readonly string[], form: string): OpenmlReply {
  const asked = new Map(
    segments.flatMap((name, at) => (at % 2 === 0 ? [[name, segments[at + 1] ?? ''] as const] : [])),
  );
  const fits = (row: OpenmlRow): boolean =>
    [...asked].every(([name, value]) => {
      if (name === 'run' || name === 'task' || name === 'flow')
        return value.split(',').includes(String(row[`${name}_id`]));
      return true;
    });
  const isShown = (row: OpenmlRow): boolean => {
    if (kind === 'run') return row['hidden'] === undefined || asked.get('show_errors') === 'true';
    if (kind === 'evaluation') return (row['per_fold'] === 'true') === (asked.get('per_fold') === 'true');
    return kind !== 'data' || row['status'] === 'active' || asked.get('status') === 'all';
  };
  const offset = Number(asked.get('offset') ?? 0);
  const rows = world.rows[kind]
    .filter((row) => fits(row) && isShown(row))
    .slice(offset, offset + Number(asked.get('limit')));
  if (rows.length === 0) return refused(empty[kind], form);
  const shown = rows.map(({ hidden: _hidden, per_fold: _perFold, ...row }) => row);
  const isNative = form === 'json' && kind !== 'study';
  if (!isNative) return { status: 200, body: rendered({ [roots[kind]]: { [items[kind]]: shown } }, form) };
  return { status: 200, body: `{"${roots[kind]}":{"${items[kind]}":[${shown.map(native).join(',\n')}]}}` };
}

/** The templates of lists print strings as they are. */
function native(row: OpenmlRow): string {
  const text = (value: Tree): string => {
    if (typeof value === 'string') return `"${value}"`;
    if (Array.isArray(value)) return `[${(value as readonly Tree[]).map(text).join(',')}]`;
    return `{${Object.entries(value)
      .map(([key, inner]) => `"${key}":${text(inner)}`)
      .join(',')}}`;
  };
  return text(row);
}

export function rendered(tree: Tree, form: string): string {
  return form === 'xml' ? toXml(tree) : JSON.stringify(collapsed(tree)).replaceAll('/', '\\/');
}

/** One child stands alone, none is `[]`. */
function collapsed(tree: Tree): unknown {
  if (typeof tree === 'string') return tree.trim() === '' ? [] : tree.trim();
  if (Array.isArray(tree)) {
    const list = tree as readonly Tree[];
    return list.length === 1 ? collapsed(list[0] as Tree) : list.map(collapsed);
  }
  return Object.fromEntries(Object.entries(tree).map(([name, inner]) => [name, collapsed(inner)]));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function toXml(tree: Tree): string {
  const elements = (name: string, value: Tree, space = ''): string => {
    if (Array.isArray(value)) return (value as readonly Tree[]).map((one) => elements(name, one, space)).join('');
    if (typeof value === 'string') return `<oml:${name}${space}>${escaped(value)}</oml:${name}>\n`;
    const members = Object.entries(value as Readonly<Record<string, Tree>>);
    // What has a name and one text more is an element with an attribute.
    const isNamed =
      (name === 'input' || name === 'quality') && typeof (value as Readonly<Record<string, Tree>>)['name'] === 'string';
    const attribute = isNamed ? ` name="${escaped(String((value as Readonly<Record<string, Tree>>)['name']))}"` : '';
    const inner = members.filter(([key]) => !(isNamed && key === 'name'));
    const content = inner
      .map(([key, one]) => (isNamed && key === 'value' ? escaped(String(one)) : elements(key, one)))
      .join('');
    return `<oml:${name}${space}${attribute}>${content}</oml:${name}>\n`;
  };
  return Object.entries(tree as Readonly<Record<string, Tree>>)
    .map(([name, value]) => elements(name, value, ' xmlns:oml="http://openml.org/openml"'))
    .join('');
}
