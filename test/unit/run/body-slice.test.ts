import { describe, expect, it } from 'vitest';
import { isArraySlice, mediaTypeOf, sliceBody } from '../../../src/core/run/body-slice.ts';

const json = 'application/json';

describe('where a body is kept', () => {
  it.each([
    ['an array', '[{"a":1},2]', 200, json, 'json', 2],
    ['an object', ' {"a":1} ', 200, json, 'json', 1],
    ['a page that is an object', '{"items":[{"a":1},{"b":[2]}],"total":9,"offset":0,"limit":2}', 200, json, 'json', 2],
    ['a page whose rows come last', ' { "total": 9, "items": [ 1 ] } ', 200, json, 'json', 1],
    ['an empty page', '{"items":[],"total":0,"offset":0,"limit":2}', 200, json, 'json', 0],
    ['a page with more in it', '{"items":[1,2],"total":2,"next":"x"}', 200, json, 'json', 1],
    ['items without a total', '{"items":[1,2]}', 200, json, 'json', 1],
    ['items that are no list', '{"items":{"a":[1]},"total":2}', 200, json, 'json', 1],
    ['items twice', '{"items":[1],"items":[2],"total":2}', 200, json, 'json', 1],
    ['a page whose total holds a list', '{"total":[2],"items":[1,2]}', 200, json, 'json', 1],
    ['a scalar', 'null', 200, json, 'json', 0],
    ['JSON of an unknown type', '[1]', 200, 'application/octet-stream', 'json', 1],
    ['a number of an unknown type', '1', 200, 'text/plain', 'bin', 1],
    ['a card that looks like JSON', '[1]', 200, 'text/markdown', 'bin', 1],
    ['an error in JSON', '{"error":"gone"}', 404, json, 'bin', 0],
    ['cut JSON', '[{"a":1},', 200, json, 'bin', 1],
    ['an error page', '<html>', 200, json, 'bin', 1],
    ['nothing', '', 204, json, 'bin', 0],
    ['XML', '<feed/>', 200, 'application/atom+xml', 'xml', 1],
    ['a page that is XML by its type', '<html/>', 200, 'application/xhtml+xml', 'bin', 1],
    ['XML of an error', '<error/>', 400, 'text/xml', 'bin', 0],
  ])('%s', (_name, body, status, mediaType, extension, records) => {
    expect(sliceBody(Buffer.from(body), status, mediaType)).toMatchObject({ extension, records });
  });

  it('the rows of a page stand between its wraps', () => {
    const body = Buffer.from('{ "total": 2, "items": [ {"a":1} , [3] ], "limit": 5 }');
    const { start, end, wrap } = sliceBody(body, 200, json);
    expect(body.toString('utf8', start, end)).toBe('{"a":1} , [3]');
    expect(wrap[0] + body.toString('utf8', start, end) + wrap[1]).toBe(body.toString());
    expect(isArraySlice(wrap)).toBe(true);
  });

  it('JSON with bytes that are not UTF-8 stays as it is', () => {
    const body = Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]);
    expect(sliceBody(body, 200, json)).toMatchObject({ extension: 'bin', start: 0, end: 5, wrap: ['', ''] });
  });

  it('a media type is read without parameters and case', () => {
    expect(mediaTypeOf('Application/JSON; charset=utf-8')).toBe(json);
    expect(mediaTypeOf(undefined)).toBe('application/octet-stream');
    expect(mediaTypeOf(' ;x')).toBe('application/octet-stream');
  });
});
