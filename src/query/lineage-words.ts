import { lineageProperties, lineageTypes, propertyOfType } from '../../ontology/model.ts';
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
  baseModel: {
    child: 'derived, kind not stated',
    children: 'models of a kind not stated',
    parent: 'based on, kind not stated',
  },
};

/** The words for a lineage relationship type; of a kind without words of its own, the property's name. */
export function wordsOf(type: string): KindWords {
  const property = propertyOfType(type) ?? type;
  return words[property] ?? { child: property, children: property, parent: property };
}

/** Most telling kind first, as the ontology declares them. */
export const byKind = compareBy<string>((type) => {
  const index = lineageTypes.indexOf(type);
  return index === -1 ? lineageProperties.length : index;
});

/** What must not be overlooked about a node. */
export function marksOf(node: LineageNode | undefined): readonly string[] {
  if (node === undefined) return ['not in the graph'];
  return [...(node.resolved || node.removed ? [] : ['not in the graph']), ...(node.removed ? ['removed'] : [])];
}
