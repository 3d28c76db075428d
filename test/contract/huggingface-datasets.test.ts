import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { mintAccount, mintDataset, mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { firstEntity, mapInput } from '../support/map-input.ts';
import { realdata, recordedFiles } from '../support/realdata.ts';

const hub = 'https://huggingface.co/api/datasets';

describe.skipIf(realdata === undefined)('recorded answers about datasets', () => {
  const details = recordedFiles('hf/datasets-api.tar.gz');
  const documents = recordedFiles('hf/croissant.tar.gz');

  function detailsIn(file: string): readonly MapResult[] {
    const list = JSON.parse(String(details.get(file))) as readonly { readonly id: string }[];
    return list.map((one) => map(mapInput(JSON.stringify(one), `${hub}/${one.id}`, 'hf_datasets_specific')));
  }

  it('details are read without an issue', () => {
    const results = [...detailsIn('data_list.json'), ...detailsIn('data_list_incorrect_citation.json')];
    expect(results.flatMap((result) => result.issues)).toEqual([]);
    expect(results.map((result) => firstEntity(result).id)).toEqual([
      'hf:datasets/acronym_identification',
      'hf:datasets/rotten_tomatoes',
      'hf:datasets/0n1xus/codexglue',
      'hf:datasets/04-07-22/wep-probes',
      'hf:datasets/air_dialogue',
      'hf:datasets/bobbydylan/top2k',
      'hf:datasets/bigIR/ar_cov19',
    ]);
    expect(firstEntity(results[4]!)).toMatchObject({
      alternateName: ['AirDialogue'],
      configNames: ['air_dialogue_data', 'air_dialogue_kb'],
      license: [mintSpdx('CC-BY-NC-4.0')],
      dateCreatedBound: 'on-or-before',
      datasetSize: 1_279_025_322,
      rowCount: 723_644,
    });
    expect(firstEntity(results[1]!)).toMatchObject({ licenseTag: 'unknown' });
    expect(firstEntity(results[1]!)).not.toHaveProperty('license');
    expect(firstEntity(results[3]!)).toMatchObject({ publisher: [mintAccount('04-07-22')] });
    expect(firstEntity(results[6]!)).toMatchObject({
      distribution: [expect.stringContaining('dataset-all_tweets.zip')],
    });
    expect(firstEntity(results[0]!)).toMatchObject({ datasetTask: [mintTerm('hf-task', 'token-classification')] });
  });

  it('all 24 Croissant documents are read, each under the id its address names', () => {
    expect(documents.size).toBe(24);
    const ids: string[] = [];
    const issues: string[] = [];
    for (const [path, bytes] of documents) {
      const result = map(mapInput(bytes.toString(), 'file:recorded', 'hf_croissant'));
      issues.push(...result.issues.map(({ code }) => `${path.split('/')[1]} ${code}`));
      ids.push(result.entities[0]?.id.replace('hf:datasets/', '') ?? `none: ${path.split('/')[1]}`);
      for (const { distribution } of result.entities.filter((entity) => entity['@type'] === 'Dataset'))
        expect(distribution).toBeDefined();
    }
    expect(ids.toSorted()).toEqual(
      [
        'AnonymousSub/recipe_RL_data_roberta-base',
        'HuggingFaceM4/the_cauldron',
        'Lichess/standard-chess-games',
        'ManuD/DFL_video_classification',
        'allenai/WildChat-1M',
        'allenai/c4',
        'baratilab/Flow3D-V0-Ti-6Al-4V_fast_test',
        'common-pile/data_provenance_initiative_filtered',
        'guymorlan/levanti',
        'lmms-lab/LMMs-Eval-Lite',
        'mnist',
        'mnist',
        // Their `url` leads elsewhere: only the request could tell.
        'none: huggingface-anthropic-hh-rlhf',
        'none: huggingface-squad',
        'none: huggingface-tgqa',
        'none: huggingface-web-of-science',
        'pollen-robotics/apple_storage',
        'pollen-robotics/apple_storage',
        'qazisaad/news_recommendations_base',
        'rag-datasets/rag-mini-wikipedia',
        'rajpurkar/squad_v2',
        'teknium/OpenHermes-2.5',
        'ylecun/mnist',
        'ylecun/mnist',
      ].toSorted(),
    );
    expect(issues.toSorted()).toEqual([
      'huggingface-anthropic-hh-rlhf no-id',
      'huggingface-recipe_RL_data_roberta-base no-license',
      'huggingface-squad no-id',
      'huggingface-tgqa no-id',
      'huggingface-web-of-science no-id',
    ]);
  });

  it('a document of the Hub says what it says', () => {
    const bytes = documents.get('1.1/huggingface-squad_v2/metadata.json');
    const result = map(mapInput(String(bytes), `${hub}/squad_v2/croissant`, 'hf_croissant'));
    expect(firstEntity(result)).toMatchObject({
      '@id': mintDataset('rajpurkar/squad_v2'),
      alternateName: ['SQuAD2.0'],
      conformsTo: ['http://mlcommons.org/croissant/1.1'],
      license: [mintSpdx('CC-BY-SA-4.0')],
      isBasedOn: [mintDataset('rajpurkar/squad')],
      creator: [mintAccount('rajpurkar')],
      creatorNames: ['Pranav R'],
    });
    expect(firstEntity(result)).not.toHaveProperty('keywords');
    expect(result.entities.map((entity) => `${entity['@type']} ${entity.id}`)).toEqual([
      'Dataset hf:datasets/rajpurkar/squad_v2',
      'Person hf:accounts/rajpurkar',
      'DataDownload part:dataset/rajpurkar/squad_v2:repo',
      'DataDownload part:dataset/rajpurkar/squad_v2:parquet-files-for-config-squad_v2',
      'Dataset hf:datasets/squad_v2',
    ]);
  });

  it('documents whose `url` leads elsewhere are of the dataset asked for', () => {
    const bytes = documents.get('1.0/huggingface-anthropic-hh-rlhf/metadata.json');
    const result = map(mapInput(String(bytes), `${hub}/Anthropic/hh-rlhf/croissant`, 'hf_croissant'));
    expect(result.issues).toEqual([]);
    expect(firstEntity(result)).toMatchObject({
      '@id': mintDataset('Anthropic/hh-rlhf'),
      sameAs: ['https://github.com/anthropics/hh-rlhf'],
    });
  });
});
