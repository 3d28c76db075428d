// How fast the byte scanner is, as a ratio to `JSON.parse` of the same bytes: `node --import tsx test/bench/json-scan.ts [file.json]`.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { elementAt } from '../../src/core/json-locate.ts';
import { arrayElements } from '../../src/core/json-scan.ts';

function madeUpPage(records: number): Buffer {
  const models = Array.from({ length: records }, (_, i) => ({
    _id: (0x621ffdc036468d70_9f174000n + BigInt(i)).toString(16),
    id: `someone-${i % 97}/a-model-${i}`,
    sha: 'f'.repeat(40),
    tags: [
      'transformers',
      'safetensors',
      `base_model:finetune:Qwen/Qwen3-${i % 9}B`,
      'license:apache-2.0',
      'region:us',
    ],
    cardData: { license: 'apache-2.0', base_model: [`Qwen/Qwen3-${i % 9}B`], text: 'Say "hi",\n'.repeat(i % 5) },
    downloads: i * 17,
    likes: i % 13,
    lastModified: '2026-11-20T15:30:00.000Z',
    safetensors: { parameters: { BF16: 751_632_384 + i }, total: 751_632_384 + i },
  }));
  return Buffer.from(JSON.stringify(models));
}

function megabytesPerSecond(bytes: Buffer, work: () => void): number {
  for (let i = 0; i < 5; i++) work();
  const rounds = Math.max(5, Math.ceil(60_000_000 / bytes.length));
  const start = performance.now();
  for (let i = 0; i < rounds; i++) work();
  return (bytes.length * rounds) / 1000 / (performance.now() - start);
}

const bytes = process.argv[2] === undefined ? madeUpPage(2000) : readFileSync(process.argv[2]);
const parse = megabytesPerSecond(bytes, () => JSON.parse(bytes.toString()));
const scan = megabytesPerSecond(bytes, () => arrayElements(bytes));
const first = arrayElements(bytes)?.elements.at(-1);
if (first === undefined) throw new Error('not a JSON array with elements');
const element = bytes.subarray(first.offset, first.offset + first.length);
const locate = megabytesPerSecond(element, () => elementAt(element, '/cardData/base_model/0'));
const show = (name: string, rate: number): string =>
  `${name.padEnd(34)} ${rate.toFixed(0).padStart(5)} MB/s  ${(rate / parse).toFixed(2)} x JSON.parse`;
process.stdout.write(
  [
    `${(bytes.length / 1e6).toFixed(1)} MB, Node ${process.version}`,
    show('JSON.parse (with decoding)', parse),
    show('arrayElements', scan),
    show('elementAt, one element', locate),
    '',
  ].join('\n'),
);
