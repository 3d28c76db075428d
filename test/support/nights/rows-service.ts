import { refusal, type Ask, type Reply } from './reply.ts';
import type { World } from './world.ts';

const leaderboard = 'open-llm-leaderboard/contents';

/** `/rows` of the data sets' server, for the one data set the leaderboard is in. */
export function rowsReply(ask: Ask, { leaderboard: rows }: World): Reply {
  const query = ask.url.searchParams;
  if (ask.path !== '/rows') return refusal(404, 'Not found.', 'ResponseNotFound');
  for (const name of ['dataset', 'config', 'split']) {
    if (query.get(name) === null) return refusal(422, `Parameter '${name}' is required`, 'MissingRequiredParameter');
  }
  if (query.get('dataset') !== leaderboard) {
    return refusal(404, 'The dataset does not exist, or is not accessible.', 'ExternalAuthenticatedError');
  }
  const offset = Number(query.get('offset') ?? 0);
  const length = Number(query.get('length') ?? 100);
  if (length > 100) return refusal(422, "Parameter 'length' must not be greater than 100", 'InvalidParameter');
  return {
    status: 200,
    body: {
      features: Object.keys(rows[0] ?? {}).map((name, index) => ({ feature_idx: index, name, type: {} })),
      rows: rows
        .slice(offset, offset + length)
        .map((row, index) => ({ row_idx: offset + index, row, truncated_cells: [] })),
      num_rows_total: rows.length,
      num_rows_per_page: 100,
      partial: false,
    },
  };
}
