import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { systemCodeOf } from '../core/disk-error.ts';
import { StemmaError } from '../core/errors.ts';

export interface ListeningServer {
  /** Where it answers: the port is the one that was given or, for 0, found. */
  readonly port: number;
  /** Takes no more requests, and ends what is open. */
  close(): Promise<void>;
}

/** @throws StemmaError STEMMA_USAGE when the address is taken or not allowed */
export function listen(app: Hono, host: string, port: number): Promise<ListeningServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', (cause) => {
      const code = systemCodeOf(cause) ?? 'failed';
      const hint = code === 'EADDRINUSE' ? 'another --port; 0 finds a free one' : undefined;
      reject(
        new StemmaError('STEMMA_USAGE', `cannot listen at ${host}:${port} (${code})`, {
          ...(hint === undefined ? {} : { hint }),
          cause,
        }),
      );
    });
  });
}
