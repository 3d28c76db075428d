import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse, visit: number) => void;

export interface Visit {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface ChaosServer {
  readonly origin: string;
  readonly port: number;
  readonly visits: readonly Visit[];
  /** Answers of a path; `visit` counts its requests from 1. */
  on(path: string, answer: Answer): void;
  close(): Promise<void>;
}

/** A real server on the loopback interface that answers as badly as it is told to. */
export async function startChaosServer(): Promise<ChaosServer> {
  const answers = new Map<string, Answer>();
  const counts = new Map<string, number>();
  const visits: Visit[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const visit = (counts.get(path) ?? 0) + 1;
    counts.set(path, visit);
    visits.push({ path, headers: request.headers });
    const answer = answers.get(path);
    if (answer === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
    else answer(request, response, visit);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    visits,
    on: (path, answer) => void answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_request, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8', ...headers })
      .end(JSON.stringify(value));
}
