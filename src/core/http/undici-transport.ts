import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { EnvHttpProxyAgent, request } from 'undici';
import { messageOf, StemmaError } from '../errors.ts';
import type { Transport } from './types.ts';

export interface UndiciTransportOptions {
  /** Connections per origin. Default 8. */
  readonly connections?: number;
  /** Until the answer's head, and between two pieces of its body. Defaults 60 s and 120 s. */
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  /** PEM file with certificates trusted besides the built-in ones. */
  readonly caFile?: string;
  /** `http://[user:password@]host:port`; undefined or empty: none. */
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /** Hosts reached directly, by comma or blank: `localhost,.example.org,10.0.0.1:8080`; `*` for all. */
  readonly noProxy?: string;
}

function certificates(caFile: string): string[] {
  let extra: string;
  try {
    extra = readFileSync(caFile, 'utf8');
  } catch (error) {
    throw unusable(caFile, messageOf(error), error);
  }
  if (!extra.includes('-----BEGIN')) throw unusable(caFile, 'it holds no PEM certificate');
  return [...rootCertificates, extra];
}

function unusable(caFile: string, why: string, cause?: unknown): StemmaError {
  return new StemmaError('STEMMA_CONFIG', `the extra CA file ${caFile} cannot be used: ${why}`, {
    hint: 'give a readable PEM file, or unset the setting',
    context: { caFile },
    cause,
  });
}

/** A proxy address is checked here because its parser's own message would quote the password in it. */
function proxyAddress(proxy: string | undefined): string {
  if (proxy === undefined || proxy === '') return '';
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(address)) {
    throw new StemmaError('STEMMA_CONFIG', 'the proxy address cannot be read', {
      hint: 'write it as http://host:port, in HTTP_PROXY or HTTPS_PROXY',
    });
  }
  return address;
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const result: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}

/**
 * The network itself: pooled connections, proxies and certificates. Follows nothing, decodes nothing, retries nothing.
 * @throws STEMMA_CONFIG for an unusable CA file or proxy address
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): Transport {
  const ca = options.caFile === undefined || options.caFile === '' ? undefined : certificates(options.caFile);
  const trust = ca === undefined ? {} : { connect: { ca }, requestTls: { ca }, proxyTls: { ca } };
  const dispatcher = new EnvHttpProxyAgent({
    connections: options.connections ?? 8,
    pipelining: 1,
    // Many company proxies refuse CONNECT to port 80; https is tunnelled in any case.
    proxyTunnel: false,
    headersTimeout: options.headersTimeoutMs ?? 60_000,
    bodyTimeout: options.bodyTimeoutMs ?? 120_000,
    // Empty, not undefined: undefined would make undici read the environment itself.
    httpProxy: proxyAddress(options.httpProxy),
    httpsProxy: proxyAddress(options.httpsProxy ?? options.httpProxy),
    noProxy: options.noProxy ?? '',
    ...trust,
  });
  return {
    async send({ url, headers, method, body, signal }) {
      const response = await request(url, {
        dispatcher,
        method: method ?? 'GET',
        headers,
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
      return { status: response.statusCode, headers: joined(response.headers), body: response.body };
    },
    // Not `close`, which would wait for answers nobody reads any more.
    close: () => dispatcher.destroy(),
  };
}
