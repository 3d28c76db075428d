/** The frozen second Open LLM Leaderboard: what its columns are. */
export const openLlmLeaderboard = {
  name: 'open-llm-leaderboard-v2',
  title: 'Open LLM Leaderboard v2',
  url: 'https://huggingface.co/datasets/open-llm-leaderboard/contents',
} as const;

/** A benchmark by the name of its column. `raw` goes from 0 to 1; the plain column from 0 (chance) to 100. */
export interface LeaderboardBenchmark {
  readonly column: string;
  /** The dataset its harness loads, as lm-evaluation-harness states it in `lm_eval/tasks/leaderboard`. */
  readonly dataset: string;
}

export const leaderboardBenchmarks: readonly LeaderboardBenchmark[] = [
  { column: 'IFEval', dataset: 'wis-k/instruction-following-eval' },
  { column: 'BBH', dataset: 'SaylorTwift/bbh' },
  { column: 'MATH Lvl 5', dataset: 'lighteval/MATH-Hard' },
  { column: 'GPQA', dataset: 'Idavidrein/gpqa' },
  { column: 'MUSR', dataset: 'TAUR-Lab/MuSR' },
  { column: 'MMLU-PRO', dataset: 'TIGER-Lab/MMLU-Pro' },
];
