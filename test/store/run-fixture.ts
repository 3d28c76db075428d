import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { contentHashOf } from '../../ontology/content-hash.ts';
import type { EntityLine, Evidence, MappedEntity } from '../../ontology/entity.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import type { Method } from '../../ontology/evidence.ts';
import { identify, mintModel } from '../../ontology/iri.ts';
import { ledgerText } from '../../src/core/run/ledger.ts';
import { writeManifest } from '../../src/core/run/manifest.ts';
import { entitiesPath, ledgerPath, relativeFile } from '../../src/core/run/run-paths.ts';
import type { LedgerLine, Manifest } from '../../src/core/run/types.ts';

/** One model as a test states it: values, references as IRIs, and by whom each is witnessed. */
export interface StatedModel {
  readonly hubId: string;
  readonly label?: string;
  readonly iri?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly references?: Readonly<Record<string, readonly string[]>>;
  readonly methods?: readonly Method[];
  /** Of one reference: `property iri` → literal. */
  readonly literals?: Readonly<Record<string, string>>;
  /** Resource that tells it; `hf_models` when absent. */
  readonly resource?: string;
  /** Ledger sequence and place of the element. Records of one response are of one resource. */
  readonly seq?: number;
}

export interface RunFixture {
  readonly dataDir: string;
  readonly run: string;
  readonly source?: string;
  readonly fetchedAt?: string;
  readonly models: readonly StatedModel[];
  /** Order of the lines; as stated when absent. */
  readonly order?: readonly number[];
}

const elementLength = 900;
const defaultResource = 'hf_models';

function seqOf(model: StatedModel, index: number): number {
  return model.seq ?? 1 + Math.floor(index / 1000);
}

function resourceOf(model: StatedModel): string {
  return model.resource ?? defaultResource;
}

export function entityOf(model: StatedModel): MappedEntity {
  const iri = model.iri ?? mintModel(model.hubId);
  const { references = {}, values = {}, methods = ['hub-tag'], literals = {} } = model;
  const evidence: Evidence[] = [];
  for (const [property, targets] of Object.entries(references)) {
    for (const [index, value] of targets.entries()) {
      for (const method of methods) {
        const literal = literals[`${property} ${value}`];
        evidence.push({
          property,
          value,
          method,
          confidence: confidenceOf(method, property),
          pointer: method === 'hub-tag' ? `/tags/${index}` : `/cardData/${property}`,
          ...(literal === undefined ? {} : { literal }),
        });
      }
    }
  }
  for (const [property, value] of Object.entries(values)) {
    for (const element of Array.isArray(value) ? value : [value])
      if (typeof element !== 'object')
        evidence.push({
          property,
          value: element as string,
          method: 'hub-api',
          confidence: 1,
          pointer: `/${property}`,
        });
  }
  const known = identify(iri);
  return {
    '@id': iri,
    '@type': model.label ?? 'MLModel',
    id: known?.id ?? iri,
    name: known?.name ?? iri,
    ...values,
    ...references,
    evidence,
  };
}

/** Writes what extract and map would have written of these models: manifest, ledger, entities. */
export async function writeRun(fixture: RunFixture): Promise<void> {
  const { dataDir, run, source = 'huggingface', models } = fixture;
  const fetchedAt = fixture.fetchedAt ?? timeOfRun(run);
  const lines = models.map((model, index) => {
    const entity = entityOf(model);
    const seq = seqOf(model, index);
    const resource = resourceOf(model);
    const line: EntityLine = {
      ...entity,
      origin: {
        source,
        run,
        record: `raw:${run}/${seq}`,
        resource,
        file: relativeFile(source, run, `${resource}.json`),
        offset: 2 + index * (elementLength + 2),
        length: elementLength,
        fetchedAt,
      },
      contentHash: contentHashOf(entity),
    };
    return JSON.stringify(line);
  });
  const ordered = fixture.order?.map((index) => lines[index] as string) ?? lines;
  await put(entitiesPath(dataDir, run), ordered.map((line) => `${line}\n`).join(''));
  const resources = new Map(models.map((model, index) => [seqOf(model, index), resourceOf(model)]));
  const last = Math.max(1, ...resources.keys());
  const ledger = Array.from({ length: last }, (_, index) =>
    ledgerText(answer(index + 1, fetchedAt, resources.get(index + 1) ?? defaultResource)),
  );
  const place = { dataDir, source, run };
  await put(ledgerPath(place), ledger.map((line) => `${line}\n`).join(''));
  await writeManifest(dataDir, manifestOf(run, source, fetchedAt, last));
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** `2026-11-20_15-30-00_a1b2c3d4` → `2026-11-20T15:30:00Z` */
function timeOfRun(run: string): string {
  return `${run.slice(0, 10)}T${run.slice(11, 19).replaceAll('-', ':')}Z`;
}

function answer(seq: number, fetchedAt: string, resource: string): LedgerLine {
  const url = `https://huggingface.co/api/models?limit=1000&page=${seq}`;
  return {
    seq,
    resource,
    url,
    status: 200,
    fetchedAt,
    attempts: 1,
    headers: { 'content-type': 'application/json' },
    mediaType: 'application/json',
    sha256: createHash('sha256').update(url).digest('hex'),
    bytes: 1000 * elementLength,
    file: `${resource}.json`,
    offset: 2 + (seq - 1) * 1000 * (elementLength + 2),
    length: 1000 * (elementLength + 2) - 2,
    wrap: ['[', ']'],
    records: 1000,
  };
}

function manifestOf(run: string, source: string, startedAt: string, requests: number): Manifest {
  return {
    formatVersion: 1,
    run,
    source,
    state: 'complete',
    tool: { name: 'stemma', version: '0.1.0' },
    settings: {},
    firstSeq: 1,
    startedAt,
    endedAt: startedAt,
    counts: { hf_models: { requests, records: requests * 1000, bytes: requests * 1000 * elementLength, missed: 0 } },
    files: {},
  };
}
