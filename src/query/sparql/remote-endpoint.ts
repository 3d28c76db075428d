import type { HttpSender } from '../../core/http/types.ts';
import { StemmaError } from '../../core/errors.ts';
import { graphForms, type ResultForm, rowForms } from '../../../graph/rdf/sparql/result-forms.ts';

export interface RemoteQuery {
  readonly endpoint: string;
  readonly query: string;
  /** Forms it may be answered in, the best first. */
  readonly forms: readonly ResultForm[];
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export interface RemoteAnswer {
  readonly form: ResultForm;
  readonly text: string;
}

const shownCharacters = 500;

/**
 * Asks a SPARQL endpoint elsewhere, by the protocol's POST of a form, which every store takes.
 * @throws StemmaError STEMMA_QUERY for what the endpoint says no to, STEMMA_CANCELLED, and as the HTTP client
 */
export async function askEndpoint(http: HttpSender, asked: RemoteQuery): Promise<RemoteAnswer> {
  const { endpoint, forms, timeoutMs, maxBytes } = asked;
  const { status, headers, body } = await http.send({
    method: 'POST',
    url: endpoint,
    endpoint: 'sparql',
    body: Buffer.from(new URLSearchParams({ query: asked.query }).toString(), 'utf8'),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: forms.map(({ mediaType }, index) => `${mediaType};q=${(1 - index / 20).toFixed(2)}`).join(', '),
    },
    maxBytes,
    signal:
      asked.signal === undefined
        ? AbortSignal.timeout(timeoutMs)
        : AbortSignal.any([asked.signal, AbortSignal.timeout(timeoutMs)]),
  });
  const text = body.toString('utf8');
  if (status !== 200)
    throw new StemmaError('STEMMA_QUERY', `the endpoint answers ${status}: ${text.trim().slice(0, shownCharacters)}`, {
      context: { url: endpoint },
    });
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const form = formOf(type, forms);
  if (form !== undefined) return { form, text };
  throw new StemmaError('STEMMA_QUERY', `the endpoint answers with ${type || 'no media type'}`, {
    hint: `asked for ${forms.map(({ name }) => name).join(', ')}`,
    context: { url: endpoint },
  });
}

function formOf(type: string, wanted: readonly ResultForm[]): ResultForm | undefined {
  const all = [...wanted, ...rowForms, ...graphForms];
  const found = all.find(({ mediaType }) => mediaType === type) ?? all.find(({ also }) => also.includes(type));
  return found !== undefined && wanted.includes(found) ? found : undefined;
}
