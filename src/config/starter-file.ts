import type { SettingRow } from './settings.ts';

/** A `stemma.config.json` to begin with: every setting that has a default and is no secret, at its default. */
export function renderConfigFile(table: readonly SettingRow[]): string {
  const values: Record<string, unknown> = {};
  for (const row of table) {
    if (row.default === undefined || row.secret === true) continue;
    const section = row.source === undefined ? values : ((values[row.source] ??= {}) as Record<string, unknown>);
    section[row.name] = row.default;
  }
  return `${JSON.stringify(values, null, 2)}\n`;
}
