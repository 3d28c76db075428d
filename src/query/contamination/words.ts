import { wordsOf } from '../lineage-words.ts';
import type { Contamination, ContaminationResult, Overlap } from './types.ts';

const overlaps: Readonly<Record<Overlap, string>> = {
  same: 'the data it was evaluated on',
  'made-from-it': 'made from the data it was evaluated on',
  'it-was-made-from': 'what the data it was evaluated on was made from',
  'same-work': 'declared to be the same work as the data it was evaluated on',
};

export function overlapWords(overlap: Overlap): string {
  return overlaps[overlap];
}

/** `fine-tuned from`, `trained on` … : the words for a statement on the way. */
export function statementWords(type: string): string {
  const words: Readonly<Record<string, string>> = {
    TRAINED_ON: 'trained on',
    IS_BASED_ON: 'made from',
    SAME_WORK_AS: 'same work as',
    EVALUATION_DATASET: 'evaluated on',
    EVALUATED_ON: 'evaluated on',
    TESTED_ON: 'tested on',
    VALIDATED_ON: 'validated on',
  };
  return words[type] ?? wordsOf(type).parent;
}

/** `test split of squad_v2`, as far as it is stated. */
export function evaluatedWords({ evaluated }: Contamination): string {
  const { config, split } = evaluated;
  const parts = [
    ...(split === null ? [] : [`split ${split}`]),
    ...(config === null ? [] : [`configuration ${config}`]),
  ];
  return parts.length === 0 ? 'split not stated' : parts.join(', ');
}

/** What the answer rests on, and what it cannot see. */
export function coverageWords({ coverage }: ContaminationResult): string {
  const { evaluations, evaluationsWithoutData, models, modelsWithTrainingData, modelsUndescribed } = coverage;
  const gaps = [
    ...(evaluationsWithoutData > 0 ? [`${evaluationsWithoutData} of them name no data`] : []),
    ...(modelsUndescribed > 0 ? [`${modelsUndescribed} of the models nobody has described`] : []),
  ];
  return (
    `${evaluations} ${evaluations === 1 ? 'evaluation' : 'evaluations'}; ${modelsWithTrainingData} of ${models} models (it and its ancestors) state what they were trained on` +
    `${gaps.length === 0 ? '' : `; ${gaps.join('; ')}`}`
  );
}
