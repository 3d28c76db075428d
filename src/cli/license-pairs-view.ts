import { StemmaError } from '../core/errors.ts';
import type { LicensePair, PairOptions } from '../query/license/license-pairs.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import { csv, tsv } from './delimited.ts';
import { exitCodes } from './exit-codes.ts';
import { withGraph } from './graph-access.ts';
import { cellText, type Output, toJsonLine } from './output.ts';
import { chosenFields, fieldsOf } from './rows.ts';
import { grouped, oneLine, safe } from './text.ts';
import { toolVersion } from './version.ts';

/** What `--as` can make of all pairs. */
export const pairFormats = ['json', 'ndjson', 'csv', 'md', 'sarif'] as const;

const pairFields = fieldsOf<LicensePair>({
  child: true,
  childUri: true,
  parent: true,
  type: true,
  childLicense: true,
  parentLicense: true,
  verdict: true,
  rule: true,
  says: true,
  clause: true,
  path: true,
});
const tableFields = [
  'verdict',
  'child',
  'childLicense',
  'type',
  'parent',
  'parentLicense',
  'rule',
  'clause',
  'source',
] as const;

/** Counts of what was written, by verdict and rule. */
class Tally {
  readonly #counts = new Map<string, { verdict: string; rule: string; pairs: number }>();
  total = 0;

  add({ verdict, rule }: LicensePair): void {
    this.total += 1;
    const key = `${verdict} ${rule}`;
    const row = this.#counts.get(key) ?? { verdict, rule, pairs: 0 };
    row.pairs += 1;
    this.#counts.set(key, row);
  }

  rows(): readonly { readonly verdict: string; readonly rule: string; readonly pairs: number }[] {
    return [...this.#counts.values()].sort((a, b) => b.pairs - a.pairs || (a.rule < b.rule ? -1 : 1));
  }

  of(verdict: string): number {
    return this.rows()
      .filter((row) => row.verdict === verdict)
      .reduce((sum, { pairs }) => sum + pairs, 0);
  }
}

/** Text written in large pieces: a write a pair would be slow. */
class Pieces {
  readonly #output: Output;
  #held: string[] = [];
  #size = 0;

  constructor(output: Output) {
    this.#output = output;
  }

  async add(text: string): Promise<void> {
    this.#held.push(text);
    this.#size += text.length;
    if (this.#size >= 1 << 16) await this.end();
  }

  async end(): Promise<void> {
    if (this.#held.length > 0) await this.#output.write(this.#held.join(''));
    [this.#held, this.#size] = [[], 0];
  }
}

/** How one format begins, writes a pair, and ends. */
interface Writer {
  readonly head: string;
  pair(pair: LicensePair): string;
  tail(tally: Tally): string;
}

async function writerOf(format: string, fields: readonly string[] | undefined, notice: string): Promise<Writer> {
  const columns: readonly string[] = fields ?? tableFields;
  const cells = (pair: LicensePair): string[] => columns.map((name) => cellOf(pair, name));
  const picked = (pair: LicensePair): object =>
    fields === undefined ? pair : Object.fromEntries(fields.map((name) => [name, pair[name as keyof LicensePair]]));
  const { markdownHead, markdownRow } = await import('../query/license/license-text.ts');
  switch (format) {
    case 'json': {
      let separator = '\n';
      return {
        head: '{"items": [',
        pair(pair) {
          const text = `${separator}  ${toJsonLine(picked(pair))}`;
          separator = ',\n';
          return text;
        },
        tail: (tally) =>
          `\n], "total": ${tally.total}, "counts": ${toJsonLine(tally.rows())}, "notice": ${toJsonLine(notice)}}\n`,
      };
    }
    case 'ndjson':
      return { head: '', pair: (pair) => `${toJsonLine(picked(pair))}\n`, tail: () => '' };
    case 'csv':
      return {
        head: csv(columns, []),
        pair: (pair) => csv(cells(pair), []),
        tail: () => '',
      };
    case 'tsv':
      return { head: tsv(columns, []), pair: (pair) => tsv(cells(pair).map(oneLine), []), tail: () => '' };
    case 'quiet':
      return { head: '', pair: ({ child }) => `${oneLine(child)}\n`, tail: () => '' };
    case 'sarif': {
      const { sarifHead, sarifResult, sarifTail } = await import('../query/license/sarif.ts');
      let separator = '';
      return {
        head: sarifHead(toolVersion),
        pair(pair) {
          const text = `${separator}\n${sarifResult(pair)}`;
          separator = ',';
          return text;
        },
        tail: () => `\n${sarifTail}\n`,
      };
    }
    default:
      return {
        head: `${markdownHead(columns)}\n`,
        pair: (pair) => `${safe(markdownRow(cells(pair)))}\n`,
        tail: () => `\n${notice}\n`,
      };
  }
}

function cellOf(pair: LicensePair, name: string): string {
  if (name === 'clause') return pair.clause === null ? '' : `${pair.clause.license} ${pair.clause.text}`;
  if (name === 'source') return pair.clause?.source ?? '';
  return cellText(pair[name as keyof LicensePair]);
}

function formatOf(output: Output, options: OptionValues): string | undefined {
  const { format } = output;
  const as = options['as'] as string | undefined;
  if (as === 'tree')
    throw new StemmaError('STEMMA_USAGE', '--as tree is for one model', { hint: 'stemma license --all --as table' });
  if (as !== undefined) return as;
  return format === 'human' ? undefined : format === 'agent' ? 'json' : format;
}

/** Writes every pair as it is judged; exit 3 when one of those written is a conflict. */
export async function writePairs(context: CliContext, options: OptionValues, wanted: PairOptions): Promise<number> {
  const { output, interrupts } = context;
  const format = formatOf(output, options);
  const fields = chosenFields(options['fields'], pairFields);
  const { licensePairs } = await import('../query/license/license-pairs.ts');
  const { notLegalAdvice } = await import('../query/license/license.ts');
  const tally = new Tally();
  const isListed = wanted.verdicts !== undefined || wanted.author !== undefined || fields !== undefined;
  const rows: string[][] = [];
  await withGraph(context, async (store) => {
    const pairs = licensePairs(store, { ...wanted, signal: interrupts.signal });
    if (format === undefined || format === 'table') {
      for await (const pair of pairs) {
        tally.add(pair);
        if (format === 'table' || isListed) rows.push((fields ?? tableFields).map((name) => cellOf(pair, name)));
      }
      return;
    }
    const pieces = new Pieces(output);
    const writer = await writerOf(format, fields, notLegalAdvice);
    await pieces.add(writer.head);
    for await (const pair of pairs) {
      tally.add(pair);
      await pieces.add(writer.pair(pair));
    }
    await pieces.add(writer.tail(tally));
    await pieces.end();
  });
  if (format === undefined || format === 'table') await printTable(output, rows, tally, fields);
  if (!output.json) {
    const counts = ['ok', 'conflict', 'unknown']
      .map((verdict) => `${grouped(tally.of(verdict))} ${verdict}`)
      .join(', ');
    output.say(`${grouped(tally.total)} steps: ${counts}. ${notLegalAdvice}`);
  }
  if (tally.of('conflict') > 0) return exitCodes.recordsFailed;
  return tally.total === 0 && options['failIfEmpty'] === true ? exitCodes.recordsFailed : exitCodes.done;
}

async function printTable(
  output: Output,
  rows: readonly (readonly string[])[],
  tally: Tally,
  fields: readonly string[] | undefined,
): Promise<void> {
  if (rows.length > 0)
    return output.table(
      (fields ?? tableFields).map((title) => ({ title })),
      rows,
    );
  if (tally.total === 0) return output.say('nothing found');
  await output.table(
    [{ title: 'verdict' }, { title: 'rule' }, { title: 'steps', align: 'right' }],
    tally.rows().map(({ verdict, rule, pairs }) => [verdict, rule, String(pairs)]),
  );
  output.say('next: stemma license --all --verdict conflict');
}
