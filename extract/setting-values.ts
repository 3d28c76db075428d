import * as z from 'zod';
import { StemmaError } from '../src/core/errors.ts';
import type { SettingDefinition } from './source.ts';

export const dayMs = 86_400_000;

/** Null and an empty text are unset. */
export const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());

export const wholeNumber = (least: number, most: number) => z.number().int().min(least).max(most);

/**
 * The settings of a source, read by their schema.
 * @throws StemmaError STEMMA_CONFIG naming the setting; never its value, which may be a secret
 */
export function parseSettings<T extends z.ZodType>(
  schema: T,
  table: readonly SettingDefinition[],
  given: Readonly<Record<string, unknown>>,
): z.infer<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuseSetting(table, String(issue?.path[0] ?? ''), issue?.message ?? 'wrong value');
}

/** @throws StemmaError STEMMA_CONFIG naming the setting as users write it */
export function refuseSetting(table: readonly SettingDefinition[], name: string, why: string): never {
  const row = table.find((setting) => setting.name === name);
  const shown = row?.env[0] ?? (row?.flag === undefined ? name : `--${row.flag}`);
  throw new StemmaError('STEMMA_CONFIG', `${shown} cannot be used: ${why}`, row === undefined ? {} : { hint: row.doc });
}

/** An http(s) address without a slash at the end; `undefined` when it is none or has user, query or fragment. */
export function plainAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.search + url.hash + url.username + url.password !== '') return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
