import { Argument } from 'commander';
import {
  contamination as contaminationOf,
  type Contamination,
  type ContaminationResult,
} from '../../query/contamination/contamination.ts';
import { drawnFindings } from '../../query/contamination/drawn-findings.ts';
import { coverageWords, evaluatedWords, overlapWords, statementWords } from '../../query/contamination/words.ts';
import { asGraphOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';

const fields = [
  'dataset',
  'evaluation',
  'config',
  'split',
  'trainedModel',
  'depth',
  'trainedOn',
  'overlap',
  'trainedSplit',
  'confidence',
  'path',
  'statements',
] as const;

/** Findings at most for reading; the other forms have them all. */
const shownAtMost = 20;

function summaryOf(result: ContaminationResult): string {
  const { id, verdict, total } = result;
  const coverage = coverageWords(result);
  if (verdict === 'found')
    return `${id} was evaluated on data of its training, or of an ancestor's: ${total} ${total === 1 ? 'finding' : 'findings'}. Which split was trained on is not stated. ${coverage}.`;
  const words =
    verdict === 'none-found'
      ? `nothing that ${id} was evaluated on is stated among the data of its training, or of its ancestors'`
      : `nothing to compare for ${id}: no data of evaluation, or none of training, is stated`;
  return `${words}. ${coverage}. What nobody states cannot be found.`;
}

function sectionOf(item: Contamination): Section {
  const who = item.depth === 0 ? 'it was' : `${item.trainedModel}, ${item.depth} up, was`;
  const what = item.overlap === 'same' ? 'it' : `${item.trainedOn}, ${overlapWords(item.overlap)}`;
  return {
    title: `${item.evaluated.dataset} (${evaluatedWords(item)}): ${who} trained on ${what}; confidence ${item.confidence}`,
    columns: [
      { title: 'what' },
      { title: 'says' },
      { title: 'of what' },
      { title: 'method' },
      { title: 'confidence', align: 'right' },
    ],
    rows: item.statements.map(({ from, type, to, method, confidence }) => [
      from,
      statementWords(type),
      to,
      method ?? '',
      confidence === null ? '' : String(confidence),
    ]),
  };
}

function rowOf({ evaluated, ...item }: Contamination): Record<string, unknown> {
  const { dataset, evaluation, config, split } = evaluated;
  return { dataset, evaluation, config, split, ...item };
}

export const contamination: CommandSpec = {
  examples: ['stemma contamination Qwen/Qwen3-8B', 'stemma contamination Qwen/Qwen3-8B --fail-if-found --json'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'a model: Hub id, Hub URL, IRI, hf:…'))
      .option('--fail-if-found', 'exit code 3 when there is a finding')
      .addOption(asGraphOption());
  },
  async run(context, [id], options) {
    const result = await withGraph(context, (store) =>
      contaminationOf(store, String(id), { signal: context.interrupts.signal, onRedirect: sayRedirect(context) }),
    );
    const left = result.total - shownAtMost;
    const code = await printAnswer(context.output, options, {
      title: `Data of evaluation in training: ${result.id}`,
      summary: summaryOf(result) + (left > 0 ? ` The first ${shownAtMost} are shown; --as csv or json has all.` : ''),
      sections: result.items.slice(0, shownAtMost).map(sectionOf),
      graph: () => drawnFindings(result),
      items: result.items.map(rowOf),
      fields,
      id: 'dataset',
      value: (pick) => ({ ...result, items: result.items.map((item) => pick(rowOf(item))) }),
    });
    return result.verdict === 'found' && options['failIfFound'] === true ? exitCodes.recordsFailed : code;
  },
};
