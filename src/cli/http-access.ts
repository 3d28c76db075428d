import type { General } from '../config/general.ts';
import { StemmaError } from '../core/errors.ts';
import { createHttpClient } from '../core/http/client.ts';
import type { HttpSender, HttpUpload, Transport } from '../core/http/types.ts';
import type { UndiciTransportOptions } from '../core/http/undici-transport.ts';
import { createLogger, type Logger } from '../core/logger.ts';
import type { CliContext } from './context.ts';
import { toolVersion } from './version.ts';

function logLevel({ general, verbosity, output }: CliContext) {
  if (output.quiet) return 'error' as const;
  return verbosity >= 2 ? ('debug' as const) : verbosity === 1 ? ('info' as const) : general.logLevel;
}

/** The logger of this command, as settings and flags want it. */
export function loggerOf(context: CliContext): Logger {
  const { logFormat } = context.general;
  const pretty = logFormat === 'pretty' || (logFormat === 'auto' && process.stderr.isTTY === true);
  return createLogger({ level: logLevel(context), format: pretty ? 'pretty' : 'json', secrets: context.secrets });
}

/** Proxies and certificates. */
export function networkOptions({ proxy, caFile }: General): UndiciTransportOptions {
  return {
    ...(proxy.http === undefined ? {} : { httpProxy: proxy.http }),
    ...(proxy.https === undefined ? {} : { httpsProxy: proxy.https }),
    ...(proxy.no === undefined ? {} : { noProxy: proxy.no }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

/** The network for stores of others: what is sent carries the user's or the token's authorisation. */
export function storeHttp(context: CliContext, options: { readonly transport?: Transport } = {}): HttpSender {
  const { general, output } = context;
  const client = createHttpClient({
    logger: loggerOf(context),
    version: toolVersion,
    onWait: (seconds, reason, host) => output.say(`waiting ${Math.ceil(seconds)} s for ${host}: ${reason}`),
    ...networkOptions(general),
    ...options,
  });
  const authorization = authorizationOf(general);
  if (authorization === undefined) return client;
  const withIt = (upload: HttpUpload): HttpUpload => ({ ...upload, headers: { ...upload.headers, authorization } });
  return {
    get: (request) => client.get(request),
    send: (upload) => client.send(withIt(upload)),
    close: () => client.close(),
  };
}

function authorizationOf({ sparql: { user, password, token } }: General): string | undefined {
  if (token !== undefined && user !== undefined)
    throw new StemmaError('STEMMA_CONFIG', 'STEMMA_SPARQL_TOKEN and STEMMA_SPARQL_USER exclude each other', {
      hint: 'unset one of them',
    });
  if (token !== undefined) return `Bearer ${token}`;
  if (user === undefined) return undefined;
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`, 'utf8').toString('base64')}`;
}
