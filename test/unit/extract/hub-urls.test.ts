import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedFields, wantedFields, withoutFields } from '../../../extract/huggingface/expand.ts';
import { askedModelId, modelsUrl, modelUrl } from '../../../extract/huggingface/model-url.ts';
import { nextPageUrl, parseNextLink, withLimit } from '../../../extract/huggingface/next-link.ts';

const hub = 'https://huggingface.co';

describe('addresses of the Hub', () => {
  it('repeat expand for each field of the list', () => {
    expect(modelsUrl('http://h/hf', { sort: 'createdAt', limit: 10, fields: ['tags', 'model-index'] })).toBe(
      'http://h/hf/api/models?sort=createdAt&limit=10&expand=tags&expand=model-index',
    );
  });

  it('keep the slash of an id and escape the slashes of a revision', () => {
    expect(modelUrl(hub, 'a b/c#d', 'refs/pr/1')).toBe(`${hub}/api/models/a%20b/c%23d/revision/refs%2Fpr%2F1`);
  });

  it('tell the id they ask for', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(segment, segment, fc.option(segment, { nil: undefined }), (owner, name, revision) => {
        expect(askedModelId(modelUrl(hub, `${owner}/${name}`, revision, ['tags']))).toBe(`${owner}/${name}`);
      }),
    );
    expect(askedModelId(modelUrl(hub, 'gpt2'))).toBe('gpt2');
    expect(askedModelId(`${hub}/api/models?limit=1`)).toBeUndefined();
  });
});

describe('the next page', () => {
  it.each([
    ['<https://h/a?cursor=x%3D>; rel="next"', 'https://h/a?cursor=x%3D'],
    ['<https://h/p>; rel="prev", <https://h/n>; rel="next"', 'https://h/n'],
    ['<https://h/n>; title="a, b"; rel=next', 'https://h/n'],
    ['<https://h/n?a=1,2>; REL="last next"', 'https://h/n?a=1,2'],
    ['<https://h/p>; rel="prev"', undefined],
    ['nonsense', undefined],
    [undefined, undefined],
  ])('is read from %s', (header, expected) => {
    expect(parseNextLink(header)).toBe(expected);
  });

  it('is followed byte for byte, cursor escapes included', () => {
    const next = `${hub}/api/models?cursor=eyI%2b+/=&limit=2`;

    expect(nextPageUrl(`<${next}>; rel="next"`, `${hub}/api/models`, hub)).toBe(next);
  });

  it('may be relative', () => {
    expect(nextPageUrl('</hf/api/models?cursor=a>; rel="next"', 'http://h:1/hf/api/models', 'http://h:1/hf')).toBe(
      'http://h:1/hf/api/models?cursor=a',
    );
  });

  it.each([
    ['another host', '<https://evil.example/api/models?cursor=a>; rel="next"'],
    ['another scheme', '<http://huggingface.co/api/models?cursor=a>; rel="next"'],
    ['another port', '<https://huggingface.co:444/api/models?cursor=a>; rel="next"'],
    ['an address relative to the scheme', '<//evil.example/api/models>; rel="next"'],
    ['itself', `<${hub}/api/models?cursor=1>; rel="next"`],
    ['no address', '<http://[>; rel="next"'],
  ])('is refused when it leads to %s', (_, header) => {
    expect(() => nextPageUrl(header, `${hub}/api/models?cursor=1`, hub)).toThrow(
      expect.objectContaining({ code: 'STEMMA_RESPONSE_SHAPE' }),
    );
  });

  it('changes its page size and nothing else', () => {
    expect(withLimit('https://h/a?limit=1000&cursor=a%2B+b', 7)).toBe('https://h/a?limit=7&cursor=a%2B+b');
    expect(withLimit('https://h/a?cursor=a&limit=7', 7)).toBe('https://h/a?cursor=a&limit=7');
    expect(withLimit('https://h/a?cursor=a', 7)).toBe('https://h/a?cursor=a&limit=7');
    expect(withLimit('https://h/a', 7)).toBe('https://h/a?limit=7');
  });
});

describe('refused fields', () => {
  const url = modelsUrl(hub, { sort: 'createdAt', limit: 1, fields: ['tags', 'baseModels', 'model-index'] });

  it('are those the Hub does not list as allowed', () => {
    expect(refusedFields(url, 'Invalid option: expected one of "tags"|"model-index"|"likes" at expand[1]')).toEqual([
      'baseModels',
    ]);
    expect(refusedFields(url, '✖ Invalid option: expected one of "likes"|"tags"\n  → at expand[1]')).toEqual([
      'baseModels',
      'model-index',
    ]);
  });

  it('are those it names when it lists none', () => {
    expect(refusedFields(url, 'Invalid expand value "baseModels"')).toEqual(['baseModels']);
  });

  it('are none when the refusal is about something else', () => {
    expect(refusedFields(url, 'Invalid option: expected one of "createdAt"|"downloads" at sort')).toEqual([]);
    expect(refusedFields(url, 'Invalid cursor')).toEqual([]);
    expect(refusedFields(url, '')).toEqual([]);
  });

  it('leave the rest of the address as it was', () => {
    expect(withoutFields(`${url}&cursor=a%2B+b==`, new Set(['baseModels']))).toBe(
      `${hub}/api/models?sort=createdAt&limit=1&expand=tags&expand=model-index&cursor=a%2B+b==`,
    );
    expect(withoutFields(modelUrl(hub, 'gpt2', undefined, ['tags']), new Set(['tags']))).toBe(`${hub}/api/models/gpt2`);
    expect(withoutFields(`${hub}/api/models/gpt2`, new Set(['tags']))).toBe(`${hub}/api/models/gpt2`);
  });

  it('never leave a field asked for twice', () => {
    expect(new Set(wantedFields).size).toBe(wantedFields.length);
  });
});
