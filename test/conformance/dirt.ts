import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStemmaError } from '../../src/core/errors.ts';
import { readManifest } from '../../src/core/run/manifest.ts';
import { verifyRun } from '../../src/core/run/verify.ts';
import { extractInto } from './extraction.ts';
import { mapInto } from './mapping.ts';
import type { Subject } from './subject.ts';
import type { Reply } from './watched-transport.ts';
import type { WholeRun } from './whole-run.ts';

const says = (body: string | Buffer, status = 200): ((reply: Reply) => Reply) => {
  const bytes = Buffer.from(body);
  return ({ headers: { 'content-length': _length, ...headers } }) => ({ status, headers, body: bytes });
};

/** What servers are known to answer in place of an answer. */
const damages: Readonly<Record<string, (reply: Reply) => Reply>> = {
  'a web page': ({ headers }) => ({
    status: 200,
    headers: { 'content-type': 'text/html', ...('link' in headers ? { link: headers['link'] } : {}) },
    body: Buffer.from('<!DOCTYPE html><title>Maintenance</title>'),
  }),
  'half an answer': (reply) => ({ ...reply, body: reply.body.subarray(0, reply.body.length >> 1) }),
  nothing: says(''),
  null: says('null'),
  'an empty list': says('[]'),
  'an empty object': says('{}'),
  'a number': says('17'),
  'lists in lists': says('['.repeat(4000) + ']'.repeat(4000)),
  'Latin-1': (reply) => ({ ...reply, body: Buffer.from(reply.body.toString('utf8').replaceAll('e', 'é'), 'latin1') }),
  'an error with 200': says('{"error":"overloaded"}'),
  'server errors': says('{"error":"down"}', 503),
  'not found': says('{"error":"not found"}', 404),
  'precondition failed': says('{"error":{"code":"107","message":"overloaded"}}', 412),
};

const ofAll: ReadonlySet<string> = new Set(['a web page', 'null', 'an empty object', 'server errors']);

/** Dirt: a run ends whole, or with an error that says what to do; what is there is sound and can be mapped. */
export function describeDirt(subject: Subject, whole: () => WholeRun): void {
  const { source } = subject;

  describe('what it makes of dirt', () => {
    it.each(Object.keys(damages))('%s in place of some answers, or of all', async (name) => {
      const { root, servers, run } = whole();
      const damage = damages[name];
      for (const every of ofAll.has(name) ? [3, 1] : [3]) {
        const dataDir = join(root, `dirt-${every}-${name.replaceAll(' ', '-')}`);
        const { error } = await extractInto(subject, servers, {
          dataDir,
          watch: {
            instead: ({ url }, reply) => (damage !== undefined && sumOf(url) % every === 0 ? damage(reply) : reply),
          },
        });

        if (error !== undefined && !isStemmaError(error)) throw error;
        const manifest = await readManifest(dataDir, source.name, run);
        expect(manifest.state).toBe(error === undefined ? 'complete' : 'failed');
        expect((await verifyRun(dataDir, source.name, run)).problems).toEqual([]);
        const mapped = await mapInto(subject, dataDir, run);
        expect(mapped.manifest.issues['mapper-bug'] ?? 0).toBe(0);
      }
    });
  });
}

function sumOf(url: string): number {
  let sum = 0;
  for (let at = 0; at < url.length; at += 1) sum = (sum * 31 + url.charCodeAt(at)) % 1009;
  return sum;
}
