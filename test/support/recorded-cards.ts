import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface RecordedCard {
  readonly modelId: string;
  readonly readme: string;
}

/** The 16,241 READMEs of the Hub of February 2022, from the folder of recordings. */
export function recordedCards(realdata: string): readonly RecordedCard[] {
  const lines = gunzipSync(readFileSync(join(realdata, 'hf/hub-cards-2022-02.ndjson.gz'))).toString();
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedCard);
}
