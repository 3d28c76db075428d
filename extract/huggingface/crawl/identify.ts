import type { MappedEntity } from '../../../ontology/entity.ts';
import type { RawElement } from '../../../src/core/run/types.ts';
import { mapRecord } from '../../map-record.ts';
import { map } from '../map.ts';
import * as names from '../resources.ts';
import type { Crawl } from './crawl.ts';
import { elementsAt } from './records.ts';

/** Resources whose records are of models. */
const modelResources = [
  names.modelsResource,
  names.modelCardsResource,
  names.adapterConfigsResource,
  names.modelConfigsResource,
  names.weightHeadersResource,
  names.weightIndexesResource,
  names.evalResultsResource,
];

/** Takes what records give. */
export interface EntitySink {
  add(entity: MappedEntity): void;
}

const source = { resources: names.huggingfaceResources, map };

/** What one stored record refers to, by the mapper that will read it later. */
export function identifyRecord(sink: EntitySink, element: Pick<RawElement, 'resource' | 'bytes' | 'line'>): void {
  for (const entity of mapRecord(source, element).entities) sink.add(entity);
}

/** What all stored records of models at one distance from the selection refer to. */
export async function identify(crawl: Pick<Crawl, 'context'>, sink: EntitySink, depth: number): Promise<void> {
  for (const resource of modelResources) {
    for await (const element of elementsAt(crawl, resource, depth)) identifyRecord(sink, element);
  }
}
