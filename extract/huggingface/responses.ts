import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';

const text = z.string().optional().catch(undefined);

/**
 * What the extractor itself reads of a model, in a list or alone. Everything else is kept in the bytes and read by the
 * mapper; a field of a wrong shape counts as absent here and is reported there.
 */
const modelSchema = z.object({
  _id: text,
  id: text,
  lastModified: text,
  createdAt: text,
  gated: z.unknown().optional(),
});
export type HubModel = z.infer<typeof modelSchema> & {
  /** Names of all its fields. */
  readonly keys: readonly string[];
};

const pageSchema = z.array(z.unknown());
const errorSchema = z.object({ error: text, message: text });

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The rows of a page of the list; an element that is no model is an empty row.
 * @throws StemmaError STEMMA_RESPONSE_SHAPE when the body is not an array
 */
export function parsePage(body: Buffer, url: string): readonly HubModel[] {
  const page = pageSchema.safeParse(parseJson(body));
  if (page.success) return page.data.map(modelOf);
  throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'a page of the model list is not an array', {
    hint: 'is HF_ENDPOINT the address of a Hub? Nothing of this page was kept; the run can be resumed',
    context: { url },
  });
}

/** A model answered alone; undefined when the body is no JSON object. */
export function parseModel(body: Buffer): HubModel | undefined {
  const value = parseJson(body);
  return isObject(value) ? modelOf(value) : undefined;
}

function modelOf(value: unknown): HubModel {
  const model = modelSchema.safeParse(value);
  const keys = isObject(value) ? Object.keys(value) : [];
  return model.success ? { ...model.data, keys } : { keys };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an error answer says of itself: its message header, else the `error` of its body, else the start of its text. */
export function errorTextOf(headers: Readonly<Record<string, string>>, body: Buffer): string {
  const stated = headers['x-error-message'];
  if (stated !== undefined && stated !== '') return stated;
  const parsed = errorSchema.safeParse(parseJson(body));
  return parsed.data?.error ?? parsed.data?.message ?? body.toString('utf8', 0, 300).trim();
}
