import { relationshipType } from '../../ontology/define.ts';
import { lineageTypes, propertyOfType } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import type { LineageNode } from './lineage.ts';

interface KindWords {
  /** What a child of this kind is: `finetune`. */
  readonly child: string;
  readonly children: string;
  /** What a parent of this kind is to the child: `fine-tuned from`. */
  readonly parent: string;
}

const words: Readonly<Record<string, KindWords>> = {
  fineTunedFrom: { child: 'finetune', children: 'finetunes', parent: 'fine-tuned from' },
  adapterOf: { child: 'adapter', children: 'adapters', parent: 'adapter of' },
  quantizedFrom: { child: 'quantized', children: 'quantized models', parent: 'quantized from' },
  mergedFrom: { child: 'merge', children: 'merges', parent: 'merged from' },
  trainedOn: { child: 'trained on it', children: 'models trained on it', parent: 'trained on' },
  isBasedOn: { child: 'dataset made from it', children: 'datasets made from it', parent: 'made from' },
  baseModel: {
    child: 'derived, kind not stated',
    children: 'models of a kind not stated',
    parent: 'based on, kind not stated',
  },
};

/** What `--kind` takes, by property. */
export const kindNames: Readonly<Record<string, string>> = {
  fineTunedFrom: 'finetune',
  adapterOf: 'adapter',
  quantizedFrom: 'quantized',
  mergedFrom: 'merge',
  baseModel: 'unstated',
};

/** Ways by which what befalls one thing reaches another: lineage of models, training, datasets made from others. */
export const inheritanceTypes: readonly string[] = [
  ...lineageTypes,
  ...['trainedOn', 'isBasedOn'].map(relationshipType),
];

/** The words for a lineage relationship type; of a kind without words of its own, the property's name. */
export function wordsOf(type: string): KindWords {
  const property = propertyOfType(type) ?? type;
  return words[property] ?? { child: property, children: property, parent: property };
}

/** Most telling kind first, as the ontology declares them. */
export const byKind = compareBy<string>((type) => {
  const index = inheritanceTypes.indexOf(type);
  return index === -1 ? inheritanceTypes.length : index;
});

/** What must not be overlooked about a node. */
export function marksOf(node: LineageNode | undefined): readonly string[] {
  if (node === undefined) return ['not in the graph'];
  return [...(node.resolved || node.removed ? [] : ['not in the graph']), ...(node.removed ? ['removed'] : [])];
}

/** `312 finetunes, 1 adapter`: counts by relationship type, most telling kind first. */
export function kindWords(kinds: Readonly<Record<string, number>>, direction: 'up' | 'down'): string {
  const named = (type: string, count: number): string => {
    const { parent, child, children } = wordsOf(type);
    if (direction === 'up') return parent;
    return count === 1 ? child : children;
  };
  return Object.entries(kinds)
    .toSorted(([a], [b]) => byKind(a, b))
    .map(([type, count]) => `${count.toLocaleString('en')} ${named(type, count)}`)
    .join(', ');
}
