import type { RunReport } from '../pipeline/report.ts';
import type { ClassCount } from '../query/stats.ts';
import type { JsonRow } from '../query/cypher-run.ts';
import type { Output } from './output.ts';
import { counterLines } from './report-view.ts';
import type { MissedKind, StageContents } from './run-contents.ts';
import { cut, grouped, oneLine } from './text.ts';

/** Classes that stage two describes, as people call them. */
const kinds: readonly (readonly [label: string, words: string])[] = [
  ['MLModel', 'models'],
  ['Dataset', 'datasets'],
  ['ScholarlyArticle', 'papers'],
  ['Flow', 'flows'],
  ['Run', 'runs'],
];

/** What is received of a resource, and what is missed of it, in words. */
const words: Readonly<Record<string, readonly [received: string, missed: string]>> = {
  hf_model_cards: ['cards', 'cards'],
  hf_datasets_specific: ['datasets', 'datasets'],
  hf_croissant: ['Croissant documents', 'Croissant documents'],
  arxiv_articles: ['answers of arXiv', 'papers'],
  ai4life_records: ['models, data sets, applications', 'models, data sets, applications'],
};

function wordsOf(resource: string): readonly [received: string, missed: string] {
  const plain = resource.replace(/^(?:hf|openml|ai4life)_/, '').replaceAll('_', ' ');
  return words[resource] ?? [plain, plain];
}

/** A row for each stage that asked for something, then what was found in the records to ask for. */
export async function printStages(output: Output, stages: readonly StageContents[], report: RunReport): Promise<void> {
  const { sourceStages = {} } = report;
  await output.table(
    [
      { title: 'stage' },
      { title: 'requests', align: 'right' },
      { title: 'received' },
      { title: 'missed', align: 'right' },
    ],
    stages.map(({ stage, received, missed }) => [
      stage,
      grouped(sourceStages[stage]?.requests ?? 0),
      Object.entries(received)
        .map(([resource, count]) => `${wordsOf(resource)[0]} ${grouped(count)}`)
        .join(', '),
      grouped(missed),
    ]),
  );
  const named = Object.entries(sourceStages).flatMap(([stage, { references }]) => {
    const kind = /_identified_(.+)$/.exec(stage)?.[1];
    return kind === undefined ? [] : [`${grouped(references)} ${kind.replaceAll('_', ' ')}`];
  });
  if (named.length > 0) await output.line(`named          ${named.join(', ')}`);
  const known = Object.values(sourceStages).reduce((sum, stage) => sum + stage.known, 0);
  if (known > 0) await output.line(`not asked for  ${grouped(known)} that an earlier run has`);
  const [first = '', second] = counterLines(report);
  await output.line(second === undefined ? first : `${first}\n${second}`);
}

/** How many of what is named are described, too. */
export async function printKinds(output: Output, classes: readonly ClassCount[]): Promise<void> {
  const parts = kinds.flatMap(([label, words]) => {
    const found = classes.find((one) => one.class === label);
    return found === undefined ? [] : [`${grouped(found.resolved)} of ${grouped(found.total)} ${words}`];
  });
  await output.line(`described      ${parts.join(', ')}; the others are named only`);
}

/** The paper that most models cite, of those that are described. */
export async function printPaper(output: Output, papers: readonly JsonRow[]): Promise<void> {
  const paper = papers.find(({ resolved }) => resolved === true);
  if (paper === undefined) return;
  const { id, name, authors, published, models } = paper;
  const first = Array.isArray(authors) ? String(authors[0]) : 'unknown';
  const others = Array.isArray(authors) && authors.length > 1 ? ` and ${authors.length - 1} others` : '';
  await output.line(
    oneLine(`most cited: ${String(id)} ${String(name)}`) +
      `\n    by ${oneLine(first)}${others}, ${String(published).slice(0, 4)}; ${String(models)} models of the sample cite it`,
  );
}

/** A question that crosses sources, with its answer. */
export interface Crossing {
  readonly query: string;
  readonly params: Readonly<Record<string, string>>;
  readonly question: string;
  readonly items: readonly JsonRow[];
  readonly cypher: string;
}

const mostOfAHub = 3;

/** The question, the first things of each hub, how many there are, and the Cypher to ask it anywhere. */
export async function printCrossing(
  output: Output,
  { query, params, question, items, cypher }: Crossing,
): Promise<void> {
  const given = Object.entries(params).map(([name, value]) => `${name}=${value}`);
  await output.line(`across sources: ${question} ${given.join(', ')}`);
  const rows = new Map<string, JsonRow[]>();
  for (const row of items) rows.set(String(row['hub']), [...(rows.get(String(row['hub'])) ?? []), row]);
  await output.table(
    [{ title: 'hub' }, { title: 'things', align: 'right' }, { title: 'such as' }],
    [...rows].map(([hub, found]) => [
      hub,
      grouped(found.length),
      cut(
        found
          .slice(0, mostOfAHub)
          .map(({ id, fit }) => `${oneLine(String(id))} (${String(fit)})`)
          .join(', '),
        100,
      ),
    ]),
  );
  await output.line(`  stemma query ${query} ${given.map((one) => `--param ${one}`).join(' ')}; in Cypher:`);
  await output.line(
    cypher
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n'),
  );
}

const mostMissed = 12;

/** What could not be had, and why: a row for each reason and kind of thing. */
export async function printMissed(output: Output, missed: readonly MissedKind[], file: string): Promise<void> {
  if (missed.length === 0) return;
  const shown = missed.slice(0, mostMissed);
  const more = missed.length - shown.length;
  await output.line(`missed (the sample is small: what it does not hold is missed as on the Hub), from ${file}`);
  await output.table(
    [{ title: 'why' }, { title: 'of' }, { title: 'number', align: 'right' }, { title: 'such as' }],
    shown.map(({ kind, resource, count, examples }) => [
      kind,
      wordsOf(resource)[1],
      grouped(count),
      cut(oneLine(examples.slice(0, 2).join(', ')), 70),
    ]),
  );
  if (more > 0) await output.line(`and ${more} more reasons and kinds`);
}
