import type { Row } from './model-row.ts';
import { refusal, type Reply } from './reply.ts';

const split = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(' '));

/** What `expand` may name; the Hub's own lists of August 2026. */
export const modelListKeys = split(
  'author baseModels cardData config createdAt disabled downloads downloadsAllTime evalResults gated gguf inference',
  'inferenceProviderMapping lastModified library_name likes mask_token model-index pipeline_tag private resourceGroup',
  'safetensors sha siblings spaces tags transformersInfo trendingScore widgetData',
);
export const modelDetailKeys = [...modelListKeys, 'childrenModelCount', 'usedStorage', 'xetEnabled'];
export const datasetKeys = split(
  'author cardData citation createdAt description disabled downloads downloadsAllTime gated lastModified likes mainSize',
  'paperswithcode_id private resourceGroup sha siblings tags trendingScore usedStorage',
);

/** Keys of the `expand` parameters, or the Hub's refusal, which lists what is allowed. */
export function readExpand(query: URLSearchParams, allowed: readonly string[]): readonly string[] | Reply {
  const asked = [...query.getAll('expand'), ...query.getAll('expand[]')];
  const wrong = asked.findIndex((key) => !allowed.includes(key));
  if (wrong < 0) return asked;
  const options = allowed.map((key) => `"${key}"`).join('|');
  return refusal(400, `Invalid option: expected one of ${options} at expand[${wrong}]`);
}

/** The row with the keys named only; `_id` and `id` always. */
export function pick(row: Row, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    ['_id', 'id', ...keys].filter((key) => row[key] !== undefined).map((key) => [key, row[key]]),
  );
}
