import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import { mapFields, onlyOf, recordInput } from '../../support/map-input.ts';

const sha = 'f7b02944db5d99ed5c55a7a4e9225d8bdfd147b2';
const base = 'https://w3id.org/stemma/id';
const oid = 'a'.repeat(64);

describe('siblings', () => {
  it('that hold weights are files of the model at its revision', () => {
    const siblings = [{ rfilename: '.gitattributes' }, { rfilename: 'README.md' }, { rfilename: 'gguf/x-Q4_K_M.gguf' }];
    const result = mapFields({ sha, siblings });
    expect(onlyOf(result, 'DataDownload')).toMatchObject({
      id: 'file:model/org/model:gguf/x-Q4_K_M.gguf',
      name: 'x-Q4_K_M.gguf',
      path: 'gguf/x-Q4_K_M.gguf',
      version: sha,
      contentUrl: `https://huggingface.co/org/model/resolve/${sha}/gguf/x-Q4_K_M.gguf`,
      fileKind: 'weights',
      weightFormat: 'gguf',
      quantization: ['Q4_K_M'],
    });
    expect(onlyOf(result, 'DataDownload')).not.toHaveProperty('contentSize');
    expect(onlyOf(result, 'MLModel')).toMatchObject({
      distribution: [onlyOf(result, 'DataDownload')['@id']],
      quantization: ['Q4_K_M'],
    });
    expect(result.issues).toEqual([]);
  });

  it('have size and hash where the record states them', () => {
    const siblings = [
      { rfilename: 'model.safetensors', size: 100, lfs: { sha256: oid, size: 100, pointerSize: 130 } },
      { rfilename: 'pytorch_model.bin', lfs: { sha256: 'no hash', size: 7 } },
    ];
    const files = mapFields({ siblings }).entities.filter((entity) => entity['@type'] === 'DataDownload');
    expect(files[0]).toMatchObject({ contentSize: 100, sha256: oid });
    expect(files[0]).toMatchObject({ contentUrl: 'https://huggingface.co/org/model/resolve/main/model.safetensors' });
    expect(files[1]).toMatchObject({ contentSize: 7 });
    expect(files[1]).not.toHaveProperty('sha256');
  });

  it('are at most a hundred nodes, however many there are', () => {
    const siblings = Array.from({ length: 23_763 }, (_, i) => ({ rfilename: `checkpoint-${i}/model.safetensors` }));
    const result = mapFields({ siblings });
    expect(result.entities).toHaveLength(101);
    expect(result.issues).toMatchObject([
      { code: 'more-files', severity: 'info', message: '23663 further files of weights are not mapped' },
    ]);
  });

  it('that are none are issues', () => {
    expect(mapFields({ siblings: 'many' }).issues).toMatchObject([{ code: 'wrong-shape', pointer: '/siblings' }]);
    const siblings = [null, 'x.gguf', { rfilename: 7 }, { rfilename: '\ud800.gguf' }, { rfilename: 'x.gguf' }];
    const result = mapFields({ siblings });
    expect(result.issues.map((issue) => issue.pointer)).toEqual([
      '/siblings/0',
      '/siblings/1',
      '/siblings/2',
      '/siblings/3',
    ]);
    expect(onlyOf(result, 'DataDownload')['path']).toBe('x.gguf');
  });
});

describe('a row of a listing of files', () => {
  const url = `https://huggingface.co/api/models/org/model/tree/${sha}?recursive=true&limit=1000`;
  const mapRow = (row: unknown, at = url) => map(recordInput('hf_model_files', at, JSON.stringify(row)));

  it('gives size and hash of weights', () => {
    const row = {
      type: 'file',
      oid: 'b'.repeat(40),
      size: 130,
      path: 'model.safetensors',
      lfs: { oid, size: 5, pointerSize: 130 },
    };
    expect(onlyOf(mapRow(row), 'DataDownload')).toMatchObject({
      '@id': `${base}/hf/model-file/org/model/:/model.safetensors`,
      version: sha,
      contentSize: 5,
      sha256: oid,
    });
  });

  it('of anything else gives nothing', () => {
    expect(mapRow({ type: 'directory', path: 'onnx' })).toEqual({ entities: [], issues: [] });
    expect(mapRow({ type: 'file', path: 'README.md', size: 3 })).toEqual({ entities: [], issues: [] });
  });

  it('that is none is an issue', () => {
    for (const row of [null, [], 7]) expect(mapRow(row).issues).toMatchObject([{ code: 'wrong-shape', pointer: '' }]);
    expect(mapRow({ type: 'file' }).issues).toMatchObject([{ code: 'wrong-shape' }]);
    expect(mapRow({ path: 'model.safetensors' }, 'https://example.com/x').issues).toHaveLength(1);
  });
});
