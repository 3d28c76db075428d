/** What tells evaluations of one model apart. Everything as the source writes it; absent is absent. */
export interface EvaluationParts {
  readonly modelId: string;
  /** Kind of the report: what stands in `model-index` and in `.eval_results` are reports of their own. */
  readonly kind: 'model-index' | 'metrics' | 'eval-results' | 'open-llm-leaderboard-v2';
  readonly task?: string | undefined;
  /** What people call the task, where that is not just its type in words: several tasks of a pipeline may have one type. */
  readonly taskName?: string | undefined;
  readonly taskArgs?: unknown;
  /** Hub id or name; of several, all. */
  readonly datasets: readonly string[];
  readonly config?: string | undefined;
  readonly split?: string | undefined;
  readonly revision?: string | undefined;
  readonly args?: unknown;
  /** Address or name of where the report is from. */
  readonly source?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * Equal for the same evaluation, whichever resource told it: the Hub's copy of the `model-index`, the card, a file. So tasks and
 * data are compared without case and punctuation (`Text Classification` is `text-classification`) and names that the Hub adds
 * beside a type do not count.
 */
export function evaluationKey(parts: EvaluationParts): string {
  const { modelId, kind, task, taskName, taskArgs, datasets, config, split, revision, args, source, notes } = parts;
  const data = datasets.map(slug).sort();
  const tasks = [slug(task ?? ''), slug(taskName ?? ''), taskArgs];
  return canonical([kind, modelId, tasks, data, config, split, revision, args, source, notes]);
}

/** Words without case, and without what stands between them. A `/` and what is no ASCII stay. */
export function slug(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^a-z0-9/\u0080-\u{10FFFF}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

const deepest = 16;

/** JSON with sorted keys; deeper than sixteen levels nothing is told apart. Total. */
export function canonical(value: unknown, depth = 0): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (depth === deepest) return '"…"';
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(',')}]`;
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key], depth + 1)}`);
  return `{${fields.join(',')}}`;
}
