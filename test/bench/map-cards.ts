/**
 * How fast READMEs become written entities, beside reading their front matter alone:
 * `STEMMA_REALDATA=<folder> npx tsx test/bench/map-cards.ts`.
 */
import { CardText } from '../../extract/huggingface/card/card-text.ts';
import { readFrontMatter } from '../../extract/huggingface/card/read-front-matter.ts';
import { IssueList } from '../../extract/issue-list.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { MapInput } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { cardInput } from '../support/card-input.ts';
import { realdata } from '../support/realdata.ts';
import { recordedCards } from '../support/recorded-cards.ts';

function seconds(work: () => void): { readonly wall: number; readonly cpu: number } {
  const started = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

function write(inputs: readonly MapInput[]): number {
  let written = 0;
  for (const input of inputs) {
    for (const entity of map(input).entities) {
      written += Buffer.byteLength(JSON.stringify({ ...entity, contentHash: contentHashOf(entity) }));
    }
  }
  return written;
}

if (realdata === undefined) {
  console.log('skipped: STEMMA_REALDATA is not set');
} else {
  const inputs = recordedCards(realdata).map(({ modelId, readme }) => cardInput(readme, modelId));
  const bytes = inputs.reduce((sum, input) => sum + input.bytes.length, 0);
  for (const round of ['cold', 'warm', 'warm']) {
    let written = 0;
    const all = seconds(() => {
      written = write(inputs);
    });
    const front = seconds(() => {
      for (const input of inputs) readFrontMatter(new CardText(input.bytes), new IssueList());
    });
    const perCpu = `${Math.round(inputs.length / all.cpu)} per CPU second`;
    const rate = `${Math.round(inputs.length / all.wall)} cards/s, ${perCpu}, ${(bytes / all.wall / 1e6).toFixed(1)} MB/s in`;
    const out = `${(written / inputs.length / 1000).toFixed(1)} KB out per card`;
    console.log(`${round}: ${rate}, ${out}, ${Math.round((100 * front.cpu) / all.cpu)} % of it front matter`);
  }
  console.log(`peak of memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, all cards held`);
}
