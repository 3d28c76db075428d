import { termDocs, termNames, hubTagsOf, type LicenseTerms } from '../../../ontology/vocab/license-terms.ts';
import { wordsOf } from '../lineage-words.ts';
import type { LicenseClause } from './judge.ts';
import type { Obligation } from './obligations.ts';
import type { ChainModel, DataFinding, LicenseResult, LicenseStep } from './license.ts';

/** Colours a verdict, or leaves it. */
export type PaintVerdict = (verdict: string) => string;

const not = 'no licence stated';

/** A model's judgement for reading: verdict, each step with its clause, what goes on, the data's terms. */
export function renderLicense(result: LicenseResult, paint: PaintVerdict = (text) => text): string {
  const models = new Map(result.models.map((model) => [model.id, model]));
  const own = marksOf(models.get(result.model));
  const lines = [
    `${paint(result.verdict)}  ${result.model}${own}  ${result.license ?? not}`,
    `  ${result.says}`,
    ...result.steps.flatMap((step) => ['', ...stepLines(step, models, paint)]),
    ...dutyLines('To pass on', result.obligations),
    ...dataLines(result),
    ...dutyLines('What the data asks, should a trained model be bound by it', result.dataObligations),
    '',
    result.notice,
  ];
  return lines.join('\n');
}

function marksOf(model: ChainModel | undefined): string {
  if (model === undefined) return ' (not in the graph)';
  const marks = [
    ...(model.resolved || model.removed ? [] : ['not described here']),
    ...(model.removed ? ['removed; as last known'] : []),
    ...(model.gated === null ? [] : [`gated: ${model.gated}`]),
  ];
  return marks.length === 0 ? '' : ` (${marks.join('; ')})`;
}

function stepLines(
  { child, parent, type, childLicense, parentLicense, verdict, rule, says, clause }: LicenseStep,
  models: ReadonlyMap<string, ChainModel>,
  paint: PaintVerdict,
): string[] {
  return [
    `${paint(verdict)}  ${child}  ${childLicense ?? not}`,
    `  ${wordsOf(type).parent} ${parent}${marksOf(models.get(parent))}  ${parentLicense ?? not}`,
    `  ${rule}: ${says}`,
    ...(clause === null ? [] : [`  ${clauseText(clause)}`]),
  ];
}

function clauseText({ license, text, source, asOf }: LicenseClause): string {
  return `${license} ${text} <${source}>, as of ${asOf}`;
}

function dutyLines(title: string, obligations: readonly Obligation[]): string[] {
  const lines: string[] = [];
  let license: string | undefined;
  for (const duty of obligations) {
    if (license === undefined) lines.push('', title);
    if (duty.license !== license) lines.push(`  ${duty.license}, of ${duty.from.join(', ')}`);
    license = duty.license;
    const met = duty.met === null ? '' : duty.met ? ' [kept by the name]' : ' [not kept by the name]';
    lines.push(`    ${duty.text} (${duty.clause.text})${met}`);
  }
  return lines;
}

function dataLines({ data, dataVerdict }: LicenseResult): string[] {
  const head = `Training data, a weaker question: ${dataVerdict}`;
  if (data.length === 0) return ['', `${head}; none is stated`];
  return ['', head, ...data.map((one) => `  ${dataText(one)}`)];
}

function dataText({ model, dataset, dataLicense, verdict, rule, says }: DataFinding): string {
  return `${verdict}  ${model} learnt from ${dataset}, ${dataLicense ?? not}; ${rule}: ${says}`;
}

export const stepColumns = [
  'verdict',
  'child',
  'childLicense',
  'type',
  'parent',
  'parentLicense',
  'rule',
  'clause',
] as const;

/** The clause in a cell of a table. */
export function clauseCell(clause: LicenseClause | null): string {
  return clause === null ? '' : clauseText(clause);
}

/** A row of a Markdown table; whatever is in a cell stays in it. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll(/[\\|<>`*[\]]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ')).join(' | ')} |`;
}

export function markdownHead(titles: readonly string[]): string {
  return `| ${titles.join(' | ')} |\n|${titles.map(() => ' --- |').join('')}`;
}

/** A row of the curated table for reading, each answer with its clause. */
export function renderTerms(row: LicenseTerms): string {
  const tags = hubTagsOf(row.license);
  const read = {
    text: 'its text',
    part: 'a part of its text',
    page: "its maker's page on it",
    none: 'nothing: not read',
  };
  const lines = [
    `${row.license}  ${row.name}`,
    `  category   ${row.category}${row.version === undefined ? '' : ', version not stated'}`,
    ...(tags.length === 0 ? [] : [`  Hub tags   ${tags.join(', ')}`]),
    `  source     ${row.source}, as of ${row.asOf}; written from ${read[row.read]}`,
    '',
    ...termNames.map((name) => {
      const { is, clause } = row.terms[name];
      return `  ${is.padEnd(8)} ${termDocs[name]}${clause === undefined ? '' : ` (${clause})`}`;
    }),
    ...(row.trainedModels === undefined
      ? []
      : [
          `  ${row.trainedModels.is.padEnd(8)} trained models are free of its terms${row.trainedModels.clause === undefined ? '' : ` (${row.trainedModels.clause})`}`,
        ]),
    ...(row.duties.length === 0 ? [] : ['', '  Asks']),
    ...row.duties.map(({ text, clause }) => `    ${text} (${clause})`),
    ...(row.waives === undefined ? [] : ['', `  Asks nothing of those who receive the work (${row.waives})`]),
    ...(row.compatible === undefined ? [] : ['', '  Derivatives may be under']),
    ...(row.compatible ?? []).map(
      ({ license, is, clause }) => `    ${license}${is === 'unknown' ? ', under conditions' : ''} (${clause})`,
    ),
    ...(row.acceptance === undefined ? [] : ['', `  Accepted ${row.acceptance}`]),
    ...(row.note === undefined ? [] : ['', `  Note: ${row.note}`]),
  ];
  return lines.join('\n');
}
