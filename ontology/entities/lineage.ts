import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** Direct parents, by the kind of the step. The kind is never guessed: unknown is `baseModel`. Child → parent. */
export function lineageOf<const L extends string>(label: L) {
  const step = { kind: 'reference', many: true, lineage: true, targets: [label] } as const;
  const base = [term('stemma', 'baseModel')];
  return {
    fineTunedFrom: {
      ...step,
      iri: term('fair4ml', 'fineTunedFrom'),
      subPropertyOf: base,
      doc: 'Trained further from it.',
    },
    adapterOf: {
      ...step,
      iri: term('stemma', 'adapterOf'),
      subPropertyOf: base,
      doc: 'LoRA or other adapter to be put on it.',
    },
    quantizedFrom: {
      ...step,
      iri: term('stemma', 'quantizedFrom'),
      subPropertyOf: base,
      doc: 'Its weights in fewer bits.',
    },
    mergedFrom: {
      ...step,
      iri: term('stemma', 'mergedFrom'),
      subPropertyOf: base,
      doc: 'One of the parents of a merge.',
    },
    baseModel: {
      ...step,
      iri: term('stemma', 'baseModel'),
      subPropertyOf: [term('schema', 'isBasedOn'), term('prov', 'wasDerivedFrom')],
      doc: 'Derived from it, the kind of step not stated.',
    },
  } as const satisfies Record<string, PropertyDefinition>;
}
