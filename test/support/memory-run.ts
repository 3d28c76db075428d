import type { HttpResponse } from '../../src/core/http/types.ts';
import type { CompleteList, LedgerLine, Miss, RawRunWriter, StoredResponse } from '../../src/core/run/types.ts';

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

  async store(resource: string, response: HttpResponse): Promise<StoredResponse> {
    const { requestUrl, status, headers, redirects, fetchedAt, attempts, body } = response;
    const line: LedgerLine = {
      seq: this.stored.length + 1,
      resource,
      url: requestUrl,
      status,
      headers,
      redirects,
      fetchedAt,
      attempts,
      mediaType: 'application/json',
      sha256: '',
      bytes: body.length,
      file: '',
      offset: 0,
      length: body.length,
      wrap: ['', ''],
      records: 0,
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

  /** Ids of the models in stored 200 answers, in stored order. */
  ids(resource?: string): string[] {
    return this.stored
      .filter(({ line }) => line.status === 200 && (resource === undefined || line.resource === resource))
      .flatMap(({ body }) => [JSON.parse(body.toString('utf8')) as { id: string } | { id: string }[]].flat())
      .map((model) => model.id);
  }
}
