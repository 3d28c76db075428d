import { Argument } from 'commander';
import type { WhyItem } from '../../query/why-item.ts';
import { why as whyOf } from '../../query/why.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { cellText, type Output } from '../output.ts';
import { fieldsOf, printRows } from '../rows.ts';
import { cut, oneLine } from '../text.ts';

function shown(value: unknown): string {
  return oneLine(cellText(value));
}

/** Nothing where the value stands and nobody tells otherwise. */
function standingText({ standing, rule, against, until }: WhyItem): string | undefined {
  if (standing === 'withdrawn') return `withdrawn, told until ${until}`;
  const other =
    against === undefined ? '' : ` ${against.source} (${against.resource}) ${cut(shown(against.value), 80)}`;
  const by = rule === undefined ? '' : `, by ${rule}`;
  if (standing === 'wins' && against !== undefined) return `wins     over${other}${by}`;
  if (standing === 'loses') return `loses   ${other === '' ? '' : ` to${other}`}${by}`;
  if (standing === 'supports') return `supports${other === '' ? ' what stands' : other}${by}`;
  return undefined;
}

/** What stands in the stored bytes, and where. */
function lines(output: Output, item: WhyItem): string[] {
  const mark = output.mark(item.verified ? 'ok' : 'bad');
  const literal = item.literal === undefined ? '' : `, written ${JSON.stringify(item.literal)}`;
  const subject = item.about === undefined ? '' : `${oneLine(item.about)} `;
  const meant = item.standsFor === undefined ? '' : `, another name of ${oneLine(item.standsFor)}`;
  const head = `${mark} ${subject}${output.style('bold', item.property)}: ${cut(shown(item.value), 200)}${meant}`;
  const found = [
    head,
    `    ${item.method}, confidence ${item.confidence}, source ${item.source}${item.resource === null ? '' : ` (${item.resource})`}${oneLine(literal)}`,
  ];
  const standing = standingText(item);
  if (standing !== undefined) found.push(`    ${standing}`);
  if (item.raw !== null) found.push(`    raw      ${cut(shown(item.raw), 200)}`);
  if (item.url !== null)
    found.push(
      `    response ${cut(oneLine(item.url), 200)}`,
      `    fetched  ${item.fetchedAt ?? '?'} by run ${item.run ?? '?'}`,
    );
  if (item.file !== null)
    found.push(
      `    bytes    ${item.file} at ${item.offset}, ${item.length} bytes, pointer ${oneLine(item.pointer || '(whole record)')}`,
    );
  if (item.problem !== undefined) found.push(`    ${output.style('red', 'problem')}  ${oneLine(item.problem)}`);
  return found;
}

/** For reading: one block for each value. */
export async function printWhy(output: Output, items: readonly WhyItem[]): Promise<void> {
  for (const item of items) await output.text(lines(output, item).join('\n'));
}

const fields = fieldsOf<WhyItem>({
  property: true,
  value: true,
  standsFor: true,
  about: true,
  standing: true,
  rule: true,
  against: true,
  until: true,
  method: true,
  confidence: true,
  source: true,
  resource: true,
  run: true,
  url: true,
  fetchedAt: true,
  file: true,
  offset: true,
  length: true,
  pointer: true,
  raw: true,
  verified: true,
  literal: true,
  problem: true,
  note: true,
});

export const why: CommandSpec = {
  examples: ['stemma why Qwen/Qwen3-8B license', 'stemma why Qwen/Qwen3-8B fineTunedFrom --json'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…'))
      .addArgument(new Argument('[property]', 'one property (license) or relation (FINE_TUNED_FROM); without it all'));
  },
  async run(context, [id, property], options) {
    const { output, interrupts, general } = context;
    const result = await withGraph(context, (store) =>
      whyOf(store, String(id), {
        dataDir: general.dataDir,
        ...(typeof property === 'string' ? { property } : {}),
        signal: interrupts.signal,
        onRedirect: sayRedirect(context),
      }),
    );
    return printRows(output, options, {
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'value',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
      human: async () => {
        await printWhy(output, result.items);
        const checked = result.items.filter((item) => item.verified).length;
        if (result.forgotten !== undefined) output.say(`${String(id)} was forgotten on request at ${result.forgotten}`);
        else if (result.items.length === 0)
          output.say(`nothing is stated about ${String(id)}${typeof property === 'string' ? `: ${property}` : ''}`);
        else output.say(`${checked} of ${result.items.length} checked against the stored bytes just now`);
      },
    });
  },
};
