import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { StemmaError } from '../core/errors.ts';

export interface ListeningServer {
  /** With the port that was chosen. */
  readonly url: string;
  readonly port: number;
  /** Takes nothing more; what is under way may finish for a moment, then its connections are cut. */
  close(): Promise<void>;
}

const graceMs = 3_000;
const systemWords: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use already',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'is no address of this machine',
};

/** @throws StemmaError STEMMA_USAGE for a port or host that cannot be had */
export async function listen(app: Hono, host: string, port: number): Promise<ListeningServer> {
  const answer = getRequestListener(app.fetch);
  const server = createServer(
    { maxHeaderSize: 64 << 10, headersTimeout: 15_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 },
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = systemWords[error.code ?? ''] ?? error.message;
      reject(
        new StemmaError('STEMMA_USAGE', `port ${port} of ${host} ${why}`, {
          hint: 'choose another: --port',
          cause: error,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}`,
    port: chosen,
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
