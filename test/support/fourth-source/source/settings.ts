import * as z from 'zod';
import type { SettingDefinition } from '../../../../extract/source.ts';
import { StemmaError } from '../../../../src/core/errors.ts';

export const fourthSettings: readonly SettingDefinition[] = [
  {
    name: 'numWorks',
    env: ['FOURTH_NUM_WORKS'],
    flag: 'fourth-limit',
    kind: 'integer',
    default: 50,
    doc: 'papers to take from the list; the page on which the number is reached is kept whole',
  },
  {
    name: 'baseUrl',
    env: ['FOURTH_BASE_URL'],
    flag: 'fourth-base-url',
    kind: 'url',
    default: 'https://api.fourth.example',
    doc: 'address of the register; may carry a path',
  },
  {
    name: 'token',
    env: ['FOURTH_TOKEN'],
    kind: 'string',
    secret: true,
    doc: 'key of the register; optional; sent to its address only',
  },
  {
    name: 'threads',
    env: ['FOURTH_THREADS'],
    flag: 'fourth-threads',
    kind: 'integer',
    default: 2,
    doc: 'people asked for one by one that may be under way at once',
  },
];

const schema = z.object({
  numWorks: z.number().int().min(0),
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  token: z.string().optional(),
  threads: z.number().int().min(1).max(64),
});

export type FourthSettings = z.output<typeof schema>;

/** @throws StemmaError STEMMA_CONFIG naming the setting */
export function readSettings(values: Readonly<Record<string, unknown>>): FourthSettings {
  const read = schema.safeParse(values);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new StemmaError('STEMMA_CONFIG', `the setting ${String(issue?.path[0])} of fourth: ${issue?.message ?? ''}`, {
    hint: 'stemma help environment',
  });
}
