import { describe, expect, it } from 'vitest';
import { arxivIdOf } from '../../extract/arxiv/ids.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { identify } from '../../ontology/iri.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { resolvePointer } from '../../src/core/json-pointer.ts';
import { type HandCheckedModel, handCheckedModels } from '../support/hand-checked-models.ts';
import { mapInput } from '../support/map-input.ts';
import { realdata, recordedFiles } from '../support/realdata.ts';

if (realdata === undefined) console.info('skipped: recorded replies of the Hub (STEMMA_REALDATA is not set)');

interface Exchange {
  readonly name: string;
  readonly uri: string;
  readonly status: number;
  readonly body: string;
}

function exchangesOf(archive: string): readonly Exchange[] {
  return [...recordedFiles(archive)]
    .filter(([name]) => name.endsWith('.http.json'))
    .map(([name, bytes]) => {
      const { uri, status, body } = JSON.parse(bytes.toString()) as Omit<Exchange, 'status'> & { status: unknown };
      const code = typeof status === 'number' ? status : (status as { code: number }).code;
      return { name, uri, status: code, body };
    });
}

const hub = exchangesOf('hf/hub-http-recordings.tar.gz');
const details2026: readonly Exchange[] = [...recordedFiles('hf/model-details-2026.tar.gz')]
  .filter(([name]) => name.endsWith('.json'))
  .map(([name, bytes]) => ({ name, uri: 'https://huggingface.co/api/models/x', status: 200, body: bytes.toString() }));

function mapped({ body, uri, status }: Exchange, resource = 'hf_models'): MapResult {
  const input = mapInput(status === 200 ? body : 'null', uri);
  return map({ ...input, resource, line: { ...input.line, status } });
}

/** Every value has a witness that stands where it says. */
function expectWitnesses(result: MapResult, body: string): void {
  const parsed = JSON.parse(body) as unknown;
  for (const { pointer } of result.entities.flatMap((entity) => entity.evidence))
    expect(resolvePointer(parsed, pointer)).toBeDefined();
}

describe.skipIf(realdata === undefined)('recorded replies of the Hub', () => {
  it('are 77 exchanges, and each is read', () => {
    expect(hub).toHaveLength(77);
    for (const exchange of hub) {
      const result = mapped(exchange);
      if (exchange.status !== 200) expect(result).toEqual({ entities: [], issues: [] });
      else expectWitnesses(result, exchange.body);
      const isModel = exchange.status === 200 && exchange.uri.includes('/api/models/');
      expect(result.entities.some((entity) => entity['@type'] === 'MLModel')).toBe(isModel);
    }
  });

  it('know the tasks, each with label and text', () => {
    const replies = exchangesOf('hf/tasks.tar.gz');
    expect(replies).toHaveLength(2);
    for (const reply of replies) {
      const result = mapped(reply, 'tasks');
      expectWitnesses(result, reply.body);
      const tasks = Object.entries(JSON.parse(reply.body) as Record<string, { label: string; summary?: string }>);
      expect(result.issues).toEqual([]);
      expect(
        result.entities.map(({ termCode, alternateName, description }) => [termCode, alternateName, description]),
      ).toEqual(tasks.map(([code, { label, summary }]) => [code, [label], summary === '' ? undefined : summary]));
    }
  });

  it('name papers by numbers that arXiv can have', () => {
    const replies = [...recordedFiles('hf/papers.tar.gz').values()].map(
      (bytes) => JSON.parse(bytes.toString()) as unknown,
    );
    const ids = replies.flatMap(paperIds);
    expect(ids).toHaveLength(39);
    for (const id of ids) expect(arxivIdOf(id)).toEqual({ id });
  });
});

function paperIds(reply: unknown): readonly string[] {
  const rows = Array.isArray(reply) ? reply : Object.values(reply as object).find(Array.isArray);
  return (rows as { paper?: { id: string } }[]).flatMap(({ paper }) => paper?.id ?? []);
}

const short = (iri: string): string => identify(iri)?.id ?? iri;

function list(model: MappedEntity, property: string, prefix = ''): readonly string[] {
  const held = (model[property] ?? []) as readonly string[];
  return held.map((value) => short(value)).map((id) => (id.startsWith(prefix) ? id.slice(prefix.length) : id));
}

const kinds: Readonly<Record<string, string>> = {
  fineTunedFrom: 'finetune',
  quantizedFrom: 'quantized',
  adapterOf: 'adapter',
  mergedFrom: 'merge',
  baseModel: 'base',
};

/** `data configuration split metric value standing` of every value of every evaluation. */
function scoresOf(entities: readonly MappedEntity[]): readonly string[] {
  const byIri = new Map(entities.map((entity) => [entity['@id'], entity]));
  return entities
    .filter((entity) => entity['@type'] === 'MLModelEvaluation')
    .flatMap((evaluation) => {
      const { configName = '-', splitName = '-', verification } = evaluation;
      const data = list(evaluation, 'evaluationDataset', 'hf:datasets/').join(' ') || '-';
      return ((evaluation['evaluationMetrics'] ?? []) as readonly string[]).map((iri) => {
        const metric = byIri.get(iri);
        const code = metric === undefined ? '' : list(metric, 'measurementTechnique', 'term:hf-metric/').join(' ');
        return [data, configName, splitName, code, metric?.['value'], verification].join(' ');
      });
    });
}

/** What was mapped, in the words of the table; of scores and keywords only those that it looks for. */
function asChecked(entities: readonly MappedEntity[], wanted: HandCheckedModel): HandCheckedModel | undefined {
  const [model] = entities;
  if (model === undefined) return undefined;
  const scores = scoresOf(entities);
  const doi = ((model['identifier'] ?? []) as readonly string[]).find((one) => one.startsWith('doi:'))?.slice(4);
  const parameters = model['parameterCount'] as number | undefined;
  const keywords = model['keywords'] as readonly string[] | undefined;
  return {
    id: short(model['@id']).slice('hf:'.length),
    account: list(model, 'sharedBy', 'hf:accounts/').join(' '),
    sourceId: String(model['sourceId']),
    license: list(model, 'license'),
    tasks: list(model, 'mlTask', 'term:hf-task/'),
    library: list(model, 'library', 'term:hf-library/'),
    languages: list(model, 'inLanguage', 'lang:'),
    datasets: list(model, 'trainedOn', 'hf:datasets/'),
    papers: list(model, 'citation', 'arxiv:'),
    parents: lineageProperties.flatMap((one) => list(model, one, 'hf:').map((id) => `${kinds[one] ?? one} ${id}`)),
    category: (model['modelCategory'] ?? []) as readonly string[],
    gated: String(model['gated']),
    likes: Number(model['likes']),
    created: String(model['dateCreated']),
    modified: String(model['dateModified']),
    ...(parameters === undefined ? {} : { parameters }),
    ...(model['tensorType'] === undefined ? {} : { tensors: model['tensorType'] as readonly string[] }),
    ...(doi === undefined ? {} : { doi }),
    ...(model['isReplacedBy'] === undefined ? {} : { replacedBy: list(model, 'isReplacedBy', 'hf:') }),
    ...(wanted.weightFiles === undefined ? {} : { weightFiles: list(model, 'distribution').length }),
    ...(wanted.evaluations === undefined ? {} : { evaluations: list(model, 'hasEvaluation').length }),
    ...(wanted.scores === undefined ? {} : { scores: wanted.scores.filter((score) => scores.includes(score)) }),
    ...(wanted.keywords === undefined
      ? {}
      : { keywords: wanted.keywords.filter((word) => keywords?.includes(word) === true) }),
  };
}

describe.skipIf(realdata === undefined)('thirty models read by eye', () => {
  const details = [...hub.filter(({ uri, status }) => status === 200 && !uri.includes('expand=')), ...details2026];

  it('are thirty', () => {
    expect(new Set(handCheckedModels.map(({ id }) => id)).size).toBe(30);
  });

  it.each(handCheckedModels)('$id', (wanted) => {
    const reply = details.find(({ body }) => (JSON.parse(body) as { id?: string }).id === wanted.id);
    expect(reply).toBeDefined();
    if (reply === undefined) return;
    const { entities } = mapped({ ...reply, uri: `https://huggingface.co/api/models/${wanted.id}` });
    expect(asChecked(entities, wanted)).toEqual(wanted);
  });
});
