import type { HttpResponse } from '../../src/core/http/types.ts';
import { mediaTypeOf, sliceBody } from '../../src/core/run/body-slice.ts';
import { listElements } from '../../src/core/json-scan.ts';
import type { StoredRecords } from '../../extract/source.ts';
import type {
  CompleteList,
  LedgerLine,
  Miss,
  RawElement,
  RawRunWriter,
  RequestPurpose,
  StoredResponse,
} from '../../src/core/run/types.ts';

/** A run in memory: what an extractor stored and missed, in order. Offsets are not real. */
export class MemoryRun implements RawRunWriter {
  readonly run = '2026-11-20_15-30-00_00000000';
  readonly source = 'huggingface';
  readonly stored: { readonly line: LedgerLine; readonly body: Buffer }[] = [];
  missed: Omit<Miss, 'at'>[] = [];
  readonly complete: CompleteList[] = [];

  find(resource: string, url: string): StoredResponse | undefined {
    const found = this.stored.find(({ line }) => line.resource === resource && line.url === url);
    return found === undefined ? undefined : { line: found.line, read: async () => found.body };
  }

  async store(resource: string, response: HttpResponse, purpose: RequestPurpose = {}): Promise<StoredResponse> {
    const { requestUrl, status, headers, redirects, fetchedAt, attempts, body } = response;
    const mediaType = mediaTypeOf(headers['content-type']);
    const { extension, records, wrap } = sliceBody(body, status, mediaType);
    const line: LedgerLine = {
      seq: this.stored.length + 1,
      resource,
      url: requestUrl,
      ...purpose,
      status,
      headers,
      redirects,
      fetchedAt,
      attempts,
      mediaType,
      sha256: '',
      bytes: body.length,
      file: `${resource}.${extension}`,
      offset: 0,
      length: body.length,
      wrap,
      records,
    };
    this.stored.push({ line, body });
    return { line, read: async () => body };
  }

  async miss(miss: Omit<Miss, 'at'>): Promise<void> {
    this.missed.push(miss);
  }

  markComplete(list: CompleteList): void {
    this.complete.push(list);
  }

  /** What was stored, as the stages read it. */
  records(): StoredRecords {
    const elements = async function* (
      this: MemoryRun,
      resource: string,
      isWanted: (line: LedgerLine) => boolean = () => true,
    ): AsyncGenerator<RawElement> {
      for (const { line, body } of this.stored.slice()) {
        if (line.resource !== resource || line.status > 299 || !isWanted(line)) continue;
        for (const bytes of partsOf(line, body))
          yield { resource, line, file: line.file, offset: 0, length: bytes.length, bytes };
      }
    }.bind(this);
    return { elements, own: elements, isOwn: true };
  }

  /** Ids of the models in stored 200 answers, in stored order. */
  ids(resource?: string): string[] {
    return this.stored
      .filter(({ line }) => line.status === 200 && (resource === undefined || line.resource === resource))
      .flatMap(({ body }) => [JSON.parse(body.toString('utf8')) as { id: string } | { id: string }[]].flat())
      .map((model) => model.id);
  }
}

function partsOf(line: LedgerLine, body: Buffer): readonly Buffer[] {
  if (!line.file.endsWith('.json') || !line.wrap[0].includes('[')) return [body];
  const inner = body.subarray(Buffer.byteLength(line.wrap[0]), body.length - Buffer.byteLength(line.wrap[1]));
  return (listElements(inner) ?? []).map(({ offset, length }) => inner.subarray(offset, offset + length));
}
