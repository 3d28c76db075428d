import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { systemCodeOf } from '../../core/disk-error.ts';
import { StemmaError } from '../../core/errors.ts';
import type { HttpResponse, HttpSender } from '../../core/http/types.ts';
import { sparqlFolder } from '../../core/run/run-paths.ts';
import type { NquadsFile } from './nquads-file.ts';
import { graphOfLine, tripleOfLine } from './nquads-line.ts';

export interface PushOptions {
  readonly dataDir: string;
  /** Of the Graph Store HTTP Protocol, without a graph. */
  readonly graphStore: string;
  readonly http: HttpSender;
  /** Bytes of one request. Default 4 MB. */
  readonly chunkBytes?: number;
  readonly signal?: AbortSignal | undefined;
  /** From the beginning, even where a push was left unfinished. */
  readonly restart?: boolean;
  readonly onChunk?: (progress: PushProgress) => void;
}

export interface PushProgress {
  /** None: the default graph. */
  readonly graph: string | undefined;
  readonly statements: number;
}

export interface PushReport {
  readonly graphs: readonly PushProgress[];
  /** Whether it went on where an earlier one was interrupted. */
  readonly resumed: boolean;
  readonly requests: number;
}

const stateShape = z.object({
  version: z.string(),
  graphStore: z.string(),
  chunkBytes: z.number(),
  /** Of graphs that are done or begun: '' is the default graph. */
  graphs: z.array(z.object({ graph: z.string(), chunks: z.number(), statements: z.number(), done: z.boolean() })),
  done: z.boolean(),
});
type State = z.infer<typeof stateShape>;
type GraphState = State['graphs'][number];

const standardChunk = 4 << 20;
const shownCharacters = 300;

/**
 * Uploads a version of the graph, graph by graph: PUT of the first chunk takes the place of what the store had there, POST adds the
 * others. After each chunk it is written down how far it is, so that a push that was interrupted goes on; a chunk that is sent twice
 * changes nothing, as there are no blank nodes.
 * @throws StemmaError STEMMA_AUTH, STEMMA_HTTP with the store's own words, and as the HTTP client
 */
export async function pushGraph(source: NquadsFile, options: PushOptions): Promise<PushReport> {
  const { dataDir, graphStore, chunkBytes = standardChunk } = options;
  const path = join(
    sparqlFolder(dataDir),
    `push-${createHash('sha256').update(graphStore).digest('hex').slice(0, 12)}.json`,
  );
  const fresh: State = { version: source.version, graphStore, chunkBytes, graphs: [], done: false };
  const found = options.restart === true ? undefined : await stateOf(path);
  const isSame =
    found !== undefined && !found.done && found.version === source.version && found.chunkBytes === chunkBytes;
  const state = isSame ? found : fresh;
  const push = new Push(source, state, path, options);
  for (const graph of ['', ...(await graphsOf(source.file))]) await push.graph(graph);
  await push.finish();
  return {
    graphs: state.graphs.map(({ graph, statements }) => ({ graph: graph === '' ? undefined : graph, statements })),
    resumed: isSame && found.graphs.length > 0,
    requests: push.requests,
  };
}

async function stateOf(path: string): Promise<State | undefined> {
  try {
    return stateShape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return undefined;
    throw error;
  }
}

async function graphsOf(file: string): Promise<readonly string[]> {
  const graphs = new Set<string>();
  for await (const line of linesOf(file)) {
    const graph = graphOfLine(line);
    if (graph !== '') graphs.add(graph);
  }
  return [...graphs].sort();
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const part of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = `${rest}${part as string}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

class Push {
  requests = 0;
  readonly #source: NquadsFile;
  readonly #state: State;
  readonly #path: string;
  readonly #options: PushOptions;

  constructor(source: NquadsFile, state: State, path: string, options: PushOptions) {
    this.#source = source;
    this.#state = state;
    this.#path = path;
    this.#options = options;
  }

  /** What is sent already is counted past, not sent again. An empty graph is put too: the store may hold something there. */
  async graph(graph: string): Promise<void> {
    let progress = this.#state.graphs.find((one) => one.graph === graph);
    if (progress?.done === true) return;
    if (progress === undefined) {
      progress = { graph, chunks: 0, statements: 0, done: false };
      this.#state.graphs.push(progress);
    }
    const sent = progress.chunks;
    let index = 0;
    for await (const { text, statements } of this.#chunksOf(graph)) {
      index += 1;
      if (index <= sent) continue;
      await this.#send(progress, text);
      progress.chunks = index;
      progress.statements += statements;
      await this.#save();
      this.#options.onChunk?.({ graph: graph === '' ? undefined : graph, statements: progress.statements });
    }
    if (index === 0 && sent === 0) await this.#send(progress, '');
    progress.done = true;
    await this.#save();
  }

  async finish(): Promise<void> {
    this.#state.done = true;
    await this.#save();
  }

  async *#chunksOf(graph: string): AsyncGenerator<{ readonly text: string; readonly statements: number }> {
    const { chunkBytes } = this.#state;
    let [lines, bytes]: [string[], number] = [[], 0];
    for await (const line of linesOf(this.#source.file)) {
      if (graphOfLine(line) !== graph) continue;
      const triple = tripleOfLine(line, graph);
      const size = Buffer.byteLength(triple, 'utf8') + 1;
      if (bytes > 0 && bytes + size > chunkBytes) {
        yield { text: `${lines.join('\n')}\n`, statements: lines.length };
        [lines, bytes] = [[], 0];
      }
      lines.push(triple);
      bytes += size;
    }
    if (lines.length > 0) yield { text: `${lines.join('\n')}\n`, statements: lines.length };
  }

  async #send({ graph, chunks }: GraphState, text: string): Promise<void> {
    const { graphStore, http, signal } = this.#options;
    const where = graph === '' ? 'default' : `graph=${encodeURIComponent(graph)}`;
    const answer = await http.send({
      method: chunks === 0 ? 'PUT' : 'POST',
      url: `${graphStore}${graphStore.includes('?') ? '&' : '?'}${where}`,
      endpoint: 'graph store',
      headers: { 'content-type': 'application/n-triples' },
      body: Buffer.from(text, 'utf8'),
      ...(signal === undefined ? {} : { signal }),
    });
    this.requests += 1;
    assertTaken(answer);
  }

  async #save(): Promise<void> {
    await writeFileAtomic(this.#path, `${JSON.stringify(this.#state)}\n`);
  }
}

function assertTaken({ status, url, headers, body }: HttpResponse): void {
  if (status >= 200 && status < 300) return;
  const context = { url };
  if (status === 401 || status === 403)
    throw new StemmaError('STEMMA_AUTH', `the graph store answers ${status}: it takes nothing from us`, {
      hint: 'set STEMMA_SPARQL_USER and STEMMA_SPARQL_PASSWORD, or STEMMA_SPARQL_TOKEN',
      context,
    });
  if (status >= 300 && status < 400)
    throw new StemmaError(
      'STEMMA_HTTP',
      `the graph store is elsewhere: ${headers['location'] ?? 'it does not say where'}`,
      {
        hint: 'give that address: --graph-store URL',
        context,
      },
    );
  const said = body.toString('utf8').trim().slice(0, shownCharacters);
  throw new StemmaError('STEMMA_HTTP', `the graph store answers ${status}${said === '' ? '' : `: ${said}`}`, {
    hint: 'check that the address is that of its Graph Store Protocol',
    context,
  });
}
