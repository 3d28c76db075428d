import type { Environment } from './load.ts';

/** What the environment says about the terminal; the conventions of no-color.org and of terminfo. */
export interface TerminalHints {
  readonly noColor: boolean;
  readonly forceColor: boolean;
  readonly dumb: boolean;
  /** Whether the locale can show characters beyond ASCII. */
  readonly utf8: boolean;
  readonly columns: number | undefined;
}

export function terminalHints(env: Environment = process.env): TerminalHints {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const columns = Number(env['COLUMNS']);
  return {
    noColor: (env['NO_COLOR'] ?? '') !== '',
    forceColor: !['', '0', 'false'].includes(env['FORCE_COLOR'] ?? ''),
    dumb: env['TERM'] === 'dumb',
    utf8: locale === '' || /utf-?8/i.test(locale),
    columns: Number.isInteger(columns) && columns > 0 ? columns : undefined,
  };
}
