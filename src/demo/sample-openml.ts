import type { Reply } from './reply.ts';
import type { Sample, SampleRun } from './sample.ts';

const space = 'xmlns:oml="http://openml.org/openml"';
/** What the server answers where a list is empty, and where it has nothing of that number. */
const codes: Readonly<Record<string, readonly [empty: string, unknown: string]>> = {
  run: ['512', '236'],
  flow: ['500', '181'],
  task: ['482', '151'],
  data: ['372', '111'],
  setup: ['674', '281'],
  study: ['599', '601'],
  evaluation: ['542', '542'],
};

/** `/api/v1/{json|xml}/…` in the form of OpenML: numbers it does not know are 412 with a code, as there. */
export function openmlReply(url: URL, { openml, openmlRuns }: Pick<Sample, 'openml' | 'openmlRuns'>): Reply {
  const [, form = '', path = ''] = /^\/api\/v1\/(json|xml)\/(.+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  if (path.startsWith('run/list/')) return runList(path, openmlRuns);
  const document = form === 'json' ? openml.get(path) : undefined;
  if (document !== undefined) return { status: 200, body: document };
  if (path === '') return { status: 404, body: '{"error":"Not Found"}' };
  const [kind = '', word = ''] = path.split('/');
  const [empty, unknown] = codes[kind] ?? ['100', '100'];
  return refusal(form, word === 'list' ? empty : ofPart(kind, word, unknown));
}

function ofPart(kind: string, word: string, unknown: string): string {
  if (kind !== 'data') return unknown;
  return word === 'features' ? '271' : word === 'qualities' ? '360' : unknown;
}

function refusal(form: string, code: string): Reply {
  const body =
    form === 'xml'
      ? `<oml:error ${space}><oml:code>${code}</oml:code><oml:message>No results</oml:message></oml:error>`
      : JSON.stringify({ error: { code, message: 'No results' } });
  return { status: 412, headers: { 'content-type': typeOf(form) }, body };
}

function typeOf(form: string): string {
  return form === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8';
}

/** `run/list/…/run/1,2/limit/50/offset/0`; filters the sample does not know narrow nothing. */
function runList(path: string, runs: readonly SampleRun[]): Reply {
  const words = path.split('/').slice(2);
  const asked = new Map(words.flatMap((name, at) => (at % 2 === 0 ? [[name, words[at + 1] ?? ''] as const] : [])));
  const ids = asked.get('run')?.split(',');
  const offset = Number(asked.get('offset') ?? 0);
  const rows = runs
    .filter(({ run_id: id }) => ids === undefined || ids.includes(id))
    .slice(offset, offset + Number(asked.get('limit') ?? 0));
  if (rows.length === 0) return refusal('xml', '512');
  const elements = rows.map((row) => {
    const members = Object.entries(row).map(([name, value]) => `<oml:${name}>${value}</oml:${name}>`);
    return `<oml:run>${members.join('')}</oml:run>\n`;
  });
  const body = `<oml:runs ${space}>\n${elements.join('')}</oml:runs>\n`;
  return { status: 200, headers: { 'content-type': typeOf('xml') }, body };
}
