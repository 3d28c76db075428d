import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StemmaError } from '../../../src/core/errors.ts';
import { createLogger, silentLogger, type LoggerOptions } from '../../../src/core/logger.ts';
import { createRedactor, mask } from '../../../src/core/redact.ts';

function captured(options: LoggerOptions = {}) {
  const lines: string[] = [];
  const logger = createLogger({ level: 'debug', ...options, destination: { write: (text) => lines.push(text) } });
  return { logger, lines, text: () => lines.join('') };
}

describe('the log', () => {
  it('is one JSON object a line with level, time, message and fields', () => {
    const { logger, lines } = captured();
    logger.child({ resource: 'hf_models' }).info({ count: 3 }, 'page stored');
    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'info', msg: 'page stored', resource: 'hf_models', count: 3 });
    expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(lines[0]?.endsWith('}\n')).toBe(true);
  });

  it('keeps to its level', () => {
    const { logger, lines } = captured({ level: 'warn' });
    logger.info({}, 'no');
    logger.warn({}, 'yes');
    expect(lines).toHaveLength(1);
    silentLogger.child({ a: 1 }).error({}, 'nowhere');
  });

  it('in pretty form is one readable line, without control characters', () => {
    const { logger, lines } = captured({ format: 'pretty' });
    logger.warn({ id: 'org/\u001b[31mred\u0007', n: 1 }, 'odd id');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d WARN odd id id=org\/\\x1b\[31mred\\x07 n=1\n$/);
  });

  it('shows errors with code, stack and cause', () => {
    const { logger, lines } = captured();
    logger.error(
      {
        err: new StemmaError('STEMMA_NETWORK', 'gone', {
          cause: new Error('reset'),
          context: { url: 'https://x.example/' },
        }),
      },
      'failed',
    );
    const line = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> };
    expect(line.err).toMatchObject({
      code: 'STEMMA_NETWORK',
      message: 'gone',
      cause: { message: 'reset' },
      context: { url: 'https://x.example/' },
    });
    expect(line.err['stack']).toContain('StemmaError');
  });
});

describe('no secret reaches the log', () => {
  const secret = 'p@ss/wörd "7"\\';

  it.each<[string, Record<string, unknown>, string]>([
    ['in the message', {}, `refused ${secret}`],
    ['in a field', { detail: `with ${secret}` }, 'm'],
    ['deep in a field', { a: [{ b: new Map([['k', new Set([secret])]]) }] }, 'm'],
    ['as a key', { a: { [secret]: 1 } }, 'm'],
    [
      'in an error, its cause and its context',
      {
        err: new StemmaError('STEMMA_HTTP', secret, {
          cause: new Error(secret),
          context: { x: [secret] },
          hint: secret,
        }),
      },
      'm',
    ],
    ['percent-encoded', { url: `https://x.example/?key=${encodeURIComponent(secret)}` }, 'm'],
    ['within JSON within a text', { body: JSON.stringify({ secret }) }, 'm'],
    ['in a URL object', { url: new URL(`https://x.example/${encodeURIComponent(secret)}`) }, 'm'],
  ])('%s', (_where, fields, message) => {
    for (const format of ['json', 'pretty'] as const) {
      const { logger, text } = captured({ secrets: [secret, ''], format });
      logger.info(fields, message);
      logger.child(fields).info({}, message);
      for (const form of [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      ]) {
        expect(text()).not.toContain(form);
      }
      expect(text()).toContain(mask);
    }
  });

  it.each([
    ['hf_abcdefgh12345678', 'token hf_abcdefgh12345678 sent'],
    ['abc.def-ghi_jkl=', 'Authorization: Bearer abc.def-ghi_jkl='],
    ['user:hunter2', 'via http://user:hunter2@proxy.example:3128/x'],
    ['hunter2', 'via http://user:hunt@er:hunter2@proxy.example/'],
    ['hunter2', 'neo4j+s://neo4j:hunter2@db.example'],
  ])('that looks like one: %s', (leak, text) => {
    const redact = createRedactor([]);
    expect(redact({ deep: [text] }).deep[0]).not.toContain(leak);
    expect(redact(text)).toContain(mask);
  });

  it('in a field named for it', () => {
    expect(
      createRedactor([])({ headers: { authorization: 'Basic eHl6' }, hfToken: 'x', password: '', tokens: 3 }),
    ).toEqual({
      headers: { authorization: mask },
      hfToken: mask,
      password: '',
      tokens: 3,
    });
  });

  it('whatever it is and wherever it stands', () => {
    const words = fc.string({ minLength: 4, maxLength: 20 }).filter((word) => !mask.includes(word));
    fc.assert(
      fc.property(words, fc.string(), fc.string(), (word, before, after) => {
        const clean = createRedactor([word])({ list: [before + word + after], nested: { text: word } });
        expect(clean.nested.text).toBe(mask);
        expect(clean.list[0]).toContain(mask);
      }),
    );
  });
});

describe('redaction leaves the rest alone', () => {
  it('words, numbers, dates and addresses without credentials', () => {
    const value = {
      text: 'basic usage of https://huggingface.co/a/b?x=1 by me@example.org',
      n: 1,
      none: null,
      no: undefined,
      list: [true],
      big: 12n,
    };
    expect(createRedactor(['abc'])(value)).toEqual({ ...value, big: '12' });
  });

  it('and survives cycles, depth and bytes', () => {
    const loop: Record<string, unknown> = { bytes: Buffer.from('xyz') };
    loop['self'] = loop;
    let deep: unknown = 'end';
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(createRedactor([])(loop)).toEqual({ bytes: '[3 bytes]', self: '[circular]' });
    expect(JSON.stringify(createRedactor([])(deep))).toContain('[deep]');
  });
});
