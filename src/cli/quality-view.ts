import type { QualityReport } from '../query/quality/quality.ts';
import { cellText, type Output } from './output.ts';
import { grouped } from './text.ts';

type Item = Readonly<Record<string, unknown>>;

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}

export async function printQuality(output: Output, report: QualityReport): Promise<void> {
  const count = (number: number): string => (output.terminal ? grouped(number) : String(number));
  await output.table(
    [
      { title: 'states' },
      { title: report.of, align: 'right' },
      { title: 'share', align: 'right' },
      { title: 'how it is stated' },
    ],
    report.coverage.map(({ aspect, have, of, fix }) => [aspect, count(have), percent(have, of), fix]),
  );
  output.say(
    `of ${grouped(report.things)} described ${report.of}: ${grouped(report.undescribed)} refer to something nobody describes, ${grouped(report.gone)} to something that is gone`,
  );
  if (report.faults.length > 0) {
    await output.line();
    await output.table(
      [
        { title: 'of no use as it stands' },
        { title: 'times', align: 'right' },
        { title: 'such as' },
        { title: 'better' },
      ],
      report.faults.map(({ code, total, examples: [first] }) => [
        code,
        count(total),
        `${first?.id}${first?.literal === undefined ? '' : ` ${JSON.stringify(first.literal)}`} at ${first?.pointer}`,
        first?.fix ?? '',
      ]),
    );
  }
  output.say('next: stemma quality --by author; stemma quality --as md --owner <name>');
}

export async function printCoverage(
  output: Output,
  fields: readonly string[],
  items: readonly Item[],
  total: number,
): Promise<void> {
  await output.table(
    fields.map((title, index) => ({ title, align: index === 0 ? ('left' as const) : ('right' as const) })),
    items.map((item) =>
      fields.map((field, index) => {
        const value = item[field];
        if (index < 2 || typeof value !== 'number' || !output.terminal) return cellText(value);
        return percent(value, Number(item['things']));
      }),
    ),
  );
  if (total > items.length) output.say(`${items.length} of ${grouped(total)} shown; --limit shows more`);
}

export async function qualityMarkdown(
  output: Output,
  fields: readonly string[],
  items: readonly Item[],
): Promise<number> {
  const cell = (value: unknown): string =>
    cellText(typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : value).replaceAll('|', '\\|');
  const lines = items.map((item) => `| ${fields.map((field) => cell(item[field])).join(' | ')} |`);
  await output.line([`| ${fields.join(' | ')} |`, `| ${fields.map(() => '---').join(' | ')} |`, ...lines].join('\n'));
  return 0;
}
