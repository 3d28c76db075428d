import type { GraphLocation } from '../../../graph/open.ts';
import { graphForms, type ResultForm, rowForms } from '../../../graph/rdf/sparql/result-forms.ts';
import { SparqlPool } from '../../../graph/rdf/sparql/sparql-pool.ts';
import type { Clock } from '../../core/clock.ts';
import { isStemmaError, StemmaError } from '../../core/errors.ts';
import { CurrentGraph } from '../current-graph.ts';
import { type NquadsFile, nquadsFileOf } from './nquads-file.ts';

export interface AskOptions {
  readonly query: string;
  readonly clock: Clock;
  /** How to write rows, and how a graph; none: that kind of answer is refused. */
  readonly rows: ResultForm | undefined;
  readonly graph: ResultForm | undefined;
  /** Also accounts with their intervals. */
  readonly provenance: boolean;
  readonly maxRows: number;
  readonly maxBytes: number;
  /** Of the query alone. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onState: (text: string) => void;
}

export interface LocalAnswer {
  readonly form: ResultForm;
  readonly text: string;
  /** As many rows as were allowed: there may be more. */
  readonly isCut: boolean;
}

/**
 * One query over the graph as RDF, in an engine of its own.
 * @throws StemmaError STEMMA_QUERY, STEMMA_USAGE for a form that the answer cannot have, STEMMA_STORE for a graph too large
 */
export async function askGraph(location: GraphLocation, options: AskOptions): Promise<LocalAnswer> {
  const { signal } = options;
  const { file, quads } = await fileOf(location, options);
  const { pool } = await SparqlPool.open({ file, quads, workers: 1, queue: 1 });
  try {
    const answer = await pool.query(
      {
        query: options.query,
        rows: options.rows?.mediaType,
        graph: options.graph?.mediaType,
        maxRows: options.maxRows,
        maxBytes: options.maxBytes,
        beyond: 'cut',
        defaultGraphs: [],
        namedGraphs: [],
      },
      { timeoutMs: options.timeoutMs, signal },
    );
    const form = [...rowForms, ...graphForms].find(({ mediaType }) => mediaType === answer.mediaType);
    if (form === undefined) throw new StemmaError('STEMMA_INTERNAL', `no form has the type ${answer.mediaType}`);
    return { form, text: Buffer.from(answer.body).toString('utf8'), isCut: answer.isCut };
  } catch (error) {
    if (!isStemmaError(error) || error.context['reason'] !== 'not-acceptable') throw error;
    const forms = options.graph === undefined ? graphForms : ['table', ...rowForms];
    const names = forms.map((form) => (typeof form === 'string' ? form : form.name)).join(', ');
    throw new StemmaError('STEMMA_USAGE', `${error.message}: it has other forms`, { hint: `--as ${names}` });
  } finally {
    await pool.close();
  }
}

async function fileOf(
  location: GraphLocation,
  { clock, provenance, signal, onState }: AskOptions,
): Promise<NquadsFile> {
  const graph = await CurrentGraph.open(location);
  const onWrite = (): void => onState('writing the graph as RDF; the next query need not wait for that');
  const { dataDir } = location;
  try {
    return await graph.use((store, version) =>
      nquadsFileOf(store, version, { dataDir, clock, provenance, signal, onWrite }),
    );
  } finally {
    await graph.close();
  }
}
