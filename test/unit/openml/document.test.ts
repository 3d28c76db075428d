import { describe, expect, it } from 'vitest';
import { type OmlNode, openDocument } from '../../../extract/openml/document.ts';
import { rangeAt } from '../../../src/core/locate.ts';

const xmlRun = `<oml:run xmlns:oml="http://openml.org/openml">
  <oml:run_id>1</oml:run_id>
  <oml:error_message/>
  <oml:tag>one</oml:tag>
  <oml:parameter_setting><oml:name>K</oml:name><oml:value> 3 </oml:value></oml:parameter_setting>
  <oml:parameter_setting><oml:name>M</oml:name><oml:value></oml:value></oml:parameter_setting>
  <oml:input name="source_data"><oml:data_set><oml:data_set_id>61</oml:data_set_id></oml:data_set></oml:input>
  <oml:quality name="NumberOfClasses">3.0</oml:quality>
</oml:run>`;
/** The same as the server's conversion writes it. */
const jsonRun = JSON.stringify({
  run: {
    run_id: '1',
    error_message: [],
    tag: 'one',
    parameter_setting: [
      { name: 'K', value: '3' },
      { name: 'M', value: [] },
    ],
    input: { name: 'source_data', data_set: { data_set_id: '61' } },
    quality: { name: 'NumberOfClasses', value: '3.0' },
  },
});

function readDocument(value: unknown, bytes: Buffer, root: string): OmlNode | undefined {
  const opened = openDocument(value, bytes, root);
  return 'root' in opened ? opened.root : undefined;
}

function read(text: string | Buffer, root = 'run'): OmlNode {
  const bytes = Buffer.from(text);
  const isXml = bytes.toString('latin1').trimStart().startsWith('<');
  const node = readDocument(isXml ? bytes.toString() : JSON.parse(bytes.toString()), bytes, root);
  if (node === undefined) throw new Error('not read');
  return node;
}

describe.each([
  ['JSON', jsonRun],
  ['XML', xmlRun],
])('an answer in %s', (_, text) => {
  const run = read(text);

  it('gives texts, trimmed; what is empty is absent but there', () => {
    expect(run.text('run_id')?.value).toBe('1');
    expect(run.text('error_message')).toBeUndefined();
    expect(run.one('error_message')).toBeUndefined();
    expect(run.has('error_message')).toBe(true);
    expect(run.has('run_details')).toBe(false);
    expect(run.many('run_details')).toEqual([]);
  });

  it('gives one and many alike', () => {
    expect(run.many('tag').map((tag) => tag.own()?.value)).toEqual(['one']);
    const settings = run.many('parameter_setting');
    expect(settings.map((one) => [one.text('name')?.value, one.text('value')?.value])).toEqual([
      ['K', '3'],
      ['M', undefined],
    ]);
    expect(run.one('parameter_setting')?.text('name')?.value).toBe('K');
  });

  it('gives attributes as members, and the text beside them as value', () => {
    expect(run.one('input')?.text('name')?.value).toBe('source_data');
    expect(run.one('input')?.one('data_set')?.text('data_set_id')?.value).toBe('61');
    expect(run.one('input')?.own()).toBeUndefined();
    const quality = run.one('quality');
    expect([quality?.text('name')?.value, quality?.text('value')?.value, quality?.own()?.value]).toEqual([
      'NumberOfClasses',
      '3.0',
      '3.0',
    ]);
  });

  it('points at what says it', () => {
    const bytes = Buffer.from(text);
    const found = run.many('parameter_setting')[0]?.text('value');
    const range = rangeAt(bytes, found?.pointer ?? '?');
    expect(bytes.toString('utf8', range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).toContain('3');
    expect(rangeAt(bytes, run.pointer)).toBeDefined();
  });
});

describe('numbers and truth values of JSON', () => {
  it('are their text, beyond 2^53 as it is written', () => {
    const run = read('{"run":{"a":12,"b":0.5,"c":true,"d":null,"e":9007199254740993,"f":1e400,"g":[3,4]}}');
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => run.text(name)?.value)).toEqual([
      '12',
      '0.5',
      'true',
      undefined,
      '9007199254740993',
      '1e400',
      '3',
    ]);
    expect(run.many('g').map((item) => item.pointer)).toEqual(['/run/g/0', '/run/g/1']);
  });
});

describe('what is no such answer', () => {
  it.each([
    ['{"error":{"code":"236"}}', 'the answer is "error" and no "run"'],
    ['[]', 'the answer is no "run"'],
    ['null', 'the answer is no "run"'],
    ['<oml:error><oml:code>236</oml:code></oml:error>', 'the answer is "error" and no "run"'],
    ['<!DOCTYPE run><run/>', 'the document declares types or entities of its own'],
    ['<run><a></run>', expect.stringContaining('not well-formed')],
  ])('%s gives the reason', (text, problem) => {
    const value = text.startsWith('<') ? text : (JSON.parse(text) as unknown);
    expect(openDocument(value, Buffer.from(text), 'run')).toEqual({ problem });
  });

  it('inherits nothing', () => {
    expect(readDocument(JSON.parse('{}'), Buffer.from('{}'), 'constructor')).toBeUndefined();
    expect(read('{"run":{}}').text('constructor')).toBeUndefined();
    expect(read('<run a="1"/>').text('toString')).toBeUndefined();
  });
});

describe('XML that is nearly XML', () => {
  const open = (bytes: Buffer) => {
    const document = openDocument(bytes.toString(), bytes, 'run');
    if ('problem' in document) throw new Error(document.problem);
    return document;
  };
  const textAt = (bytes: Buffer, pointer: string | undefined) => {
    const range = rangeAt(bytes, pointer ?? '');
    return range === undefined ? undefined : bytes.subarray(range.offset, range.offset + range.length);
  };

  it('is read with its ampersands, entities of HTML and control characters, and tells of them', () => {
    const bytes = Buffer.from(
      '<run><a>R&D</a><b>caf&eacute; &amp;amp; &wrong;</b><c>x\u0001\u0002y &#0; &#65;</c><d>d</d></run>',
    );
    const { root, notes } = open(bytes);
    expect(['a', 'b', 'c'].map((name) => root.text(name)?.value)).toEqual([
      'R&D',
      'café &amp; &wrong;',
      'x\uFFFD\uFFFDy &#0; A',
    ]);
    expect([...notes].sort()).toEqual(['bare-ampersand', 'control-character', 'unknown-entity']);
    expect(textAt(bytes, root.text('d')?.pointer)?.toString()).toBe('<d>d</d>');
  });

  it('is read in Latin-1, and places are those of its bytes', () => {
    const bytes = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><run><a>Universit'),
      Buffer.from([0xe9]),
      Buffer.from('</a><b>'),
      Buffer.from([0x93]),
      Buffer.from('</b><c>c</c></run>'),
    ]);
    const { root, notes } = open(bytes);
    expect([root.text('a')?.value, root.text('b')?.value]).toEqual(['Université', '“']);
    expect([...notes]).toEqual(['not-utf8']);
    expect(textAt(bytes, root.text('c')?.pointer)?.toString()).toBe('<c>c</c>');
  });

  it('is read when a character of UTF-8 is cut', () => {
    const bytes = Buffer.concat([
      Buffer.from('\uFEFF<run><a>é</a><b>cut '),
      Buffer.from([0xe2, 0x82]),
      Buffer.from('</b><c>c</c></run>'),
    ]);
    const { root, notes } = open(bytes);
    expect([root.text('a')?.value, root.text('b')?.value]).toEqual(['é', 'cut \uFFFD\uFFFD']);
    expect([...notes]).toEqual(['not-utf8']);
    expect(textAt(bytes, root.text('c')?.pointer)?.toString()).toBe('<c>c</c>');
  });

  it('without anything to mend it tells of nothing', () => {
    expect([...open(Buffer.from('<run><a>caf\u00e9 &lt; &#x1F600;</a></run>')).notes]).toEqual([]);
  });
});

describe('JSON with characters that no text may hold', () => {
  it('has U+FFFD for them and tells of it', () => {
    const bytes = Buffer.from('{"run":{"a":"x\\u0000y","b":"\\ud800"}}');
    const opened = openDocument(JSON.parse(bytes.toString()), bytes, 'run');
    if ('problem' in opened) throw new Error(opened.problem);
    expect([opened.root.text('a')?.value, opened.root.text('b')?.value]).toEqual(['x\uFFFDy', '\uFFFD']);
    expect([...opened.notes]).toEqual(['control-character']);
  });
});
