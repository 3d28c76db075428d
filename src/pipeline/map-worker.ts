import { parentPort, workerData } from 'node:worker_threads';
import { sourceByName } from '../../extract/index.ts';
import { configureBaseIri } from '../../ontology/iri.ts';
import type { RawElement } from '../core/run/types.ts';
import { mapRecords } from './map-records.ts';

/** What a mapping thread is started with and sent. */
export interface MapWorkerData {
  readonly run: string;
  readonly source: string;
  readonly baseIri: string;
  /** IRIs of which nothing may be told. */
  readonly forgotten: readonly string[];
}
export interface MapRequest {
  readonly id: number;
  readonly elements: readonly RawElement[];
}

if (parentPort !== null) {
  const port = parentPort;
  const { run, source: name, baseIri, forgotten } = workerData as MapWorkerData;
  const untold = new Set(forgotten);
  configureBaseIri(baseIri);
  const source = sourceByName(name);
  port.on('message', ({ id, elements }: MapRequest) => {
    const mapped = mapRecords(source, run, elements, untold);
    port.postMessage({ id, mapped });
  });
}
