/** Schemes of `mintTerm`. */
export const openmlTaskTypeScheme = 'openml-task-type';
/** Evaluation measures: `predictive_accuracy`. */
export const openmlMeasureScheme = 'openml-measure';
/** Algorithms, as the names of flows call them: `RandomForestClassifier`. */
export const openmlAlgorithmScheme = 'openml-algorithm';

/** Kinds of tasks in the order of their numbers, from 1. */
const taskTypes: readonly string[] = [
  'Supervised Classification',
  'Supervised Regression',
  'Learning Curve',
  'Supervised Data Stream Classification',
  'Clustering',
  'Machine Learning Challenge',
  'Survival Analysis',
  'Subgroup Discovery',
  'Multitask Regression',
];
const numbers: ReadonlyMap<string, string> = new Map(
  taskTypes.map((name, index) => [name.toLowerCase(), String(index + 1)]),
);

/** Code of a kind of task in the scheme, its number at OpenML: records of runs and old tasks give only the name. */
export function taskTypeCodeOf(name: string): string | undefined {
  return numbers.get(name.trim().toLowerCase());
}

export function taskTypeLabelOf(code: string): string | undefined {
  return /^[1-9]$/.test(code) ? taskTypes[Number(code) - 1] : undefined;
}

/** Measures that the server cannot compute: whoever ran the flow sends them along. */
const reported =
  /^(?:(?:usercpu|wall_clock)_time_millis(?:_(?:training|testing))?|os_information|scimark_benchmark|ram_hours|build_(?:cpu_time|memory))$/;

export function isReportedByRunner(measure: string): boolean {
  return reported.test(measure);
}

/** Measures that the server computes as shares of a whole: between 0 and 1, more is better. */
const shares: ReadonlySet<string> = new Set([
  'area_under_roc_curve',
  'f_measure',
  'precision',
  'predictive_accuracy',
  'recall',
  'unweighted_recall',
]);

export function isShareOfWhole(measure: string): boolean {
  return shares.has(measure);
}
