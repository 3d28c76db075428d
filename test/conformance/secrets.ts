import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../src/core/logger.ts';
import { extractInto } from './extraction.ts';
import { mapInto } from './mapping.ts';
import type { Subject } from './subject.ts';
import type { Reply, Sent } from './watched-transport.ts';
import type { WholeRun } from './whole-run.ts';

/** One that somebody left in a record. */
const strangers = `hf_${'Str'.repeat(11)}B`;

/** Secrets: they go where they belong, and stand in nothing that is written. */
export function describeSecrets(subject: Subject, whole: () => WholeRun): void {
  const { source } = subject;
  const secretSettings = source.settings.filter(({ secret }) => secret === true);
  const secrets = secretSettings.map(({ name }) => `s3cret-of-${name}-0123456789abcdef`);

  describe('what it keeps to itself', () => {
    it('is every secret of its settings, and tokens in what it receives, though its servers echo them', async () => {
      const { root, servers, run } = whole();
      const dataDir = join(root, 'secrets');
      const log: string[] = [];
      const settings = Object.fromEntries(secretSettings.map(({ name }, index) => [name, secrets[index]]));
      const own = new Set(
        Object.values(servers.settings).flatMap((value) =>
          URL.canParse(String(value)) ? new URL(String(value)).origin : [],
        ),
      );
      const strange: string[] = [];

      const { error } = await extractInto(subject, servers, {
        dataDir,
        settings,
        logger: createLogger({ level: 'debug', secrets, destination: { write: (text) => log.push(text) } }),
        watch: {
          before: ({ url, headers }) => {
            const isTold = secrets.some((secret) => JSON.stringify(headers).includes(secret) || url.includes(secret));
            if (isTold && !own.has(new URL(url).origin)) strange.push(url);
          },
          instead: (sent, reply) => echoing(sent, reply, [...secrets, strangers]),
        },
      });
      if (error === undefined) await mapInto(subject, dataDir, run);

      expect((error as { code?: string } | undefined)?.code ?? 'STEMMA_').toMatch(/^STEMMA_/);
      expect(strange).toEqual([]);
      const words = [...secrets, ...secrets.map((secret) => Buffer.from(secret).toString('base64')), strangers];
      expect(filesWith(dataDir, words)).toEqual([]);
      expect(words.filter((word) => log.join('').includes(word) && word !== strangers)).toEqual([]);
      expect(filesWith(dataDir, ['\\*\\*\\*', '***']).length, 'something was masked').toBeGreaterThan(0);
    });
  });
}

/** The answer of a server that repeats what it was told: in its headers, in errors, and in a field of objects. */
function echoing({ headers }: Sent, reply: Reply, words: readonly string[]): Reply {
  const echo = [...words, headers['authorization'] ?? ''].join(' ');
  const body =
    reply.status >= 400
      ? Buffer.from(JSON.stringify({ error: `no access with ${echo}` }))
      : reply.body[0] === 0x7b
        ? Buffer.concat([Buffer.from(`{"x_echo":${JSON.stringify(echo)},`), reply.body.subarray(1)])
        : reply.body;
  const { 'content-length': _length, ...kept } = reply.headers;
  return { ...reply, headers: { ...kept, 'x-request-id': echo, 'x-error-message': echo }, body };
}

function filesWith(folder: string, words: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return words.some((word) => bytes.includes(word));
    });
}
