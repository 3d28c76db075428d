import { fileName, type SettingRow } from './settings.ts';

function groupsOf(table: readonly SettingRow[]): Map<string, SettingRow[]> {
  const groups = new Map<string, SettingRow[]>();
  for (const row of table) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return groups;
}

function shownDefault(row: SettingRow): string {
  return row.default === undefined ? '' : String(row.default);
}

function alsoNames(row: SettingRow): string[] {
  return [...row.env.slice(1), ...(row.secret === true ? row.env.slice(0, 1).map(fileName) : [])];
}

/** The committed `.env.example`: each setting under its first name, commented out, with its default. */
export function renderEnvExample(table: readonly SettingRow[]): string {
  const lines = [
    '# Settings of stemma. Rendered from the settings table; copy what you need into your environment.',
    '# A flag wins over a variable; an empty value is unset.',
  ];
  for (const [group, rows] of groupsOf(table.filter((row) => row.env.length > 0))) {
    lines.push('', `# --- ${group} ---`);
    for (const row of rows) {
      const also = alsoNames(row);
      lines.push('', `# ${row.doc}`);
      if (also.length > 0) lines.push(`# also: ${also.join(', ')}`);
      lines.push(`#${row.env[0] ?? row.name}=${shownDefault(row)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

/** The settings table of the README, in Markdown. */
export function renderSettingsTable(table: readonly SettingRow[]): string {
  const lines = ['| Variable | Flag | Default | Meaning |', '| --- | --- | --- | --- |'];
  for (const row of table) {
    const names = [...row.env.slice(0, 1), ...alsoNames(row)].map(code).join(', ');
    const flag = row.flag === undefined ? '' : code(`--${row.flag}`);
    lines.push(`| ${names} | ${flag} | ${code(shownDefault(row))} | ${cell(row.doc)} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** What `stemma help environment` prints. */
export function renderEnvironmentHelp(table: readonly SettingRow[]): string {
  const lines: string[] = [];
  for (const [group, rows] of groupsOf(table)) {
    lines.push(`${group}:`);
    for (const row of rows) {
      const names = [row.env[0], row.flag === undefined ? undefined : `--${row.flag}`].filter(
        (name) => name !== undefined,
      );
      const standard = row.default === undefined ? '' : `  [${shownDefault(row)}]`;
      lines.push(`  ${names.join(', ')}${standard}`, `      ${row.doc}`);
      const also = alsoNames(row);
      if (also.length > 0) lines.push(`      also: ${also.join(', ')}`);
    }
    lines.push('');
  }
  return lines.join('\n');
}
