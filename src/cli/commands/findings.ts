import { Argument, Option } from 'commander';
import { type Finding, type FindingKind, findingKinds, findings as findingsOf } from '../../query/findings/findings.ts';
import { asOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { withGraph } from '../graph-access.ts';
import { wholeNumber } from '../option-values.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<Finding>({
  kind: true,
  subject: true,
  owner: true,
  object: true,
  claim: true,
  details: true,
  method: true,
  confidence: true,
  record: true,
  pointer: true,
});

const titles: Readonly<Record<FindingKind, string>> = {
  'doubtful-parent': 'Parents that are claimed, though something does not fit',
  'look-alike-owner': 'Accounts named like a well-known one',
  'self-reported-score': 'Scores of the card that somebody else measured otherwise',
  'hidden-characters': 'Names that are not what they look like',
};

function sectionOf(kind: FindingKind, items: readonly Finding[], shown: number): Section {
  return {
    title: titles[kind],
    columns: [{ title: 'finding' }, { title: 'by' }, { title: 'record' }, { title: 'pointer' }],
    rows: items
      .slice(0, shown)
      .map(({ claim, method, record, pointer }) => [claim, method ?? '', record ?? '', pointer ?? '']),
    ...(items.length > shown ? { more: `${grouped(items.length - shown)} more: --limit, or --as csv` } : {}),
  };
}

export const findings: CommandSpec = {
  examples: ['stemma findings', 'stemma findings doubtful-parent --as csv'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('[kind]', 'one kind; without it all').choices(findingKinds))
      .option('--owner <account>', 'only of this account: hf:accounts/name')
      .addOption(
        new Option('--limit <n>', 'findings of each kind shown for reading')
          .argParser(wholeNumber('--limit', 1))
          .default(20),
      )
      .addOption(asOption());
  },
  async run(context, [kind], options) {
    const items: Finding[] = [];
    await withGraph(context, async (store) => {
      const wanted = {
        ...(typeof kind === 'string' ? { kinds: [kind as FindingKind] } : {}),
        ...(typeof options['owner'] === 'string' ? { owner: options['owner'] } : {}),
        signal: context.interrupts.signal,
      };
      for await (const item of findingsOf(store, wanted)) items.push(item);
    });
    const shown = options['limit'] as number;
    return printAnswer(context.output, options, {
      title: 'Findings',
      summary:
        items.length === 0
          ? 'nothing was found that does not fit, by what is looked for'
          : `${grouped(items.length)} findings: claims and names to look at before they are trusted, no judgement of anybody`,
      sections: findingKinds.flatMap((one) => {
        const ofKind = items.filter((item) => item.kind === one);
        return ofKind.length === 0 ? [] : [sectionOf(one, ofKind, shown)];
      }),
      items: items.map((item) => ({ ...item })),
      fields,
      id: 'subject',
      value: (pick) => ({ items: items.map(pick), total: items.length }),
    });
  },
};
