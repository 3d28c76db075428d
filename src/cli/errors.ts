import { CommanderError } from 'commander';
import { StemmaError, isStemmaError, messageOf } from '../core/errors.ts';
import { exitCodeOf } from './exit-codes.ts';
import { toJson, toJsonLine } from './output.ts';
import { safe } from './text.ts';

export interface RenderedError {
  readonly exitCode: number;
  readonly text: string;
  readonly json: { readonly error: ErrorView };
}

export interface ErrorView {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** Ids near to an unknown or ambiguous one. */
  readonly candidates?: readonly unknown[];
}

const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'EIO']);

function ofCommander(error: CommanderError): StemmaError {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /Did you mean (.+)\?/.exec(rest.join(' '))?.[1];
  const hint =
    suggestion === undefined
      ? 'stemma --help lists commands; stemma <command> --help lists flags'
      : `did you mean ${suggestion}?`;
  return new StemmaError('STEMMA_USAGE', first, { hint, cause: error });
}

/** Anything thrown → a StemmaError; what nobody expected becomes STEMMA_INTERNAL. */
export function asStemmaError(error: unknown): StemmaError {
  if (isStemmaError(error)) return error;
  if (error instanceof CommanderError) return ofCommander(error);
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code !== undefined && diskCodes.has(code)) {
    const space = code === 'ENOSPC' || code === 'EDQUOT';
    return new StemmaError(
      'STEMMA_DISK',
      space ? `no space left on the disk (${messageOf(error)})` : messageOf(error),
      {
        hint: space ? 'make room, then: stemma resume' : 'check the permissions of the data directory',
        cause: error,
      },
    );
  }
  if ((error as Error | undefined)?.name === 'AbortError')
    return new StemmaError('STEMMA_CANCELLED', 'cancelled', { cause: error });
  return new StemmaError('STEMMA_INTERNAL', messageOf(error), {
    hint: 'this is a bug in stemma: please report it with the lines above',
    cause: error,
  });
}

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret.length > 3).reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

function placeOf(context: Readonly<Record<string, unknown>>): string | undefined {
  for (const key of ['url', 'file', 'path', 'record', 'query']) {
    const value = context[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function causes(error: unknown): string[] {
  const lines: string[] = [];
  for (let cause = (error as Error).cause; cause instanceof Error && lines.length < 4; cause = cause.cause)
    lines.push(messageOf(cause));
  return lines;
}

function viewOf(error: StemmaError, secrets: readonly string[]): ErrorView {
  const candidates = error.context['candidates'];
  return {
    code: error.code,
    message: withoutSecrets(error.message, secrets),
    ...(error.hint === undefined ? {} : { hint: withoutSecrets(error.hint, secrets) }),
    ...(Array.isArray(candidates) ? { candidates } : {}),
  };
}

/** The JSON shape of an error, for reports that carry one. */
export function errorView(error: unknown, secrets: readonly string[]): ErrorView {
  return viewOf(asStemmaError(error), secrets);
}

/**
 * The one place that turns an error into text and an exit code: what, where, what next, code.
 * @param verbosity 1 adds the causes, 2 the stack; an internal error always shows its stack
 */
export function renderError(thrown: unknown, secrets: readonly string[], verbosity: number): RenderedError {
  const error = asStemmaError(thrown);
  const view = viewOf(error, secrets);
  const lines = [`error: ${view.message}`];
  const place = placeOf(error.context);
  if (place !== undefined) lines.push(`  at   ${place}`);
  if (verbosity >= 1) lines.push(...causes(error).map((cause) => `  from ${cause}`));
  const internal = error.code === 'STEMMA_INTERNAL';
  const stack = (error.cause as Error | undefined)?.stack ?? error.stack;
  if ((verbosity >= 2 || internal) && stack !== undefined) lines.push(stack.replaceAll(/^/gm, '  '));
  if (internal) lines.push(`  node ${process.version} ${process.platform} ${process.arch}`);
  if (view.hint !== undefined) lines.push(`  hint ${view.hint.replaceAll('\n', '\n       ')}`);
  lines.push(`  code ${view.code}`);
  return { exitCode: exitCodeOf(error), text: safe(withoutSecrets(lines.join('\n'), secrets)), json: { error: view } };
}

/** Pretty for `--json`, on one line for the formats of one line. */
export function errorJson(rendered: RenderedError, pretty: boolean): string {
  return `${pretty ? toJson(rendered.json) : toJsonLine(rendered.json)}\n`;
}
