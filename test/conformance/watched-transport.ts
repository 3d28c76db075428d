import type { Transport } from '../../src/core/http/types.ts';

export interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Watch {
  /** Called before a request is sent; `count` is how many were sent before it. What it throws is a failure of the network. */
  readonly before?: (sent: Sent, count: number) => void | Promise<void>;
  /** Answers something else. */
  readonly instead?: (sent: Sent, reply: Reply) => Reply;
  /** Told what is answered. */
  readonly after?: (sent: Sent, reply: Reply) => void;
}

/** A transport that is looked at, slowed down and lied for. */
export function watchedTransport(inner: Transport, { before, instead, after }: Watch): Transport {
  let count = 0;
  return {
    async send(request) {
      await before?.(request, count++);
      const { status, headers, body } = await inner.send(request);
      const whole: Reply = { status, headers, body: await collected(body) };
      const reply = instead?.(request, whole) ?? whole;
      after?.(request, reply);
      return { status: reply.status, headers: reply.headers, body: pieces(reply.body) };
    },
    close: () => inner.close(),
  };
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* pieces(body: Buffer): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield body;
}
