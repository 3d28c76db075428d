import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultGraph, namedNode, Store } from 'oxigraph';

export interface GraphStoreRequest {
  readonly method: string;
  readonly graph: string | undefined;
  readonly bytes: number;
  readonly authorization: string | undefined;
}

/** A store that speaks the SPARQL 1.1 Graph Store HTTP Protocol, by a library of others. */
export interface GraphStoreServer {
  readonly url: string;
  readonly requests: readonly GraphStoreRequest[];
  /** Told of each request that was taken, before it is answered; a number is answered instead. */
  onRequest: ((count: number) => number | undefined) | undefined;
  /** All it holds, sorted. */
  nquads(): string;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export async function startGraphStore(): Promise<GraphStoreServer> {
  const store = new Store();
  const requests: GraphStoreRequest[] = [];
  const take = (method: string, name: string | undefined, body: string): void => {
    const graph = name === undefined ? defaultGraph() : namedNode(name);
    if (method === 'PUT') for (const quad of store.match(null, null, null, graph)) store.delete(quad);
    store.load(body, { format: 'application/n-triples', to_graph_name: graph });
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', headers } = request;
      const given = new URL(request.url ?? '/', 'http://localhost').searchParams;
      const name = given.has('default') ? undefined : (given.get('graph') ?? '');
      if (name === '' || !['PUT', 'POST'].includes(method) || headers['content-type'] !== 'application/n-triples') {
        response.writeHead(400).end('this is no request of the protocol');
        return;
      }
      requests.push({ method, graph: name, bytes: Buffer.byteLength(body), authorization: headers.authorization });
      const instead = answering.onRequest?.(requests.length);
      if (instead === undefined) take(method, name, body);
      response.writeHead(instead ?? 204).end(instead === undefined ? undefined : 'as the test wants');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answering: GraphStoreServer = {
    url: `http://127.0.0.1:${port}/data`,
    requests,
    onRequest: undefined,
    nquads: () => `${store.dump({ format: 'application/n-quads' }).trim().split('\n').sort().join('\n')}\n`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return answering;
}
