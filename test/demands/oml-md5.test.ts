import { describe, expect, it } from 'vitest';
import type { Logger } from '../../src/core/logger.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { extractOpenml, type OpenmlRun, storedOf } from '../support/openml-workshop.ts';

const listed = 'd41d8cd98f00b204e9800998ecf8427e';
const told = '00000000000000000000000000000402';

describe('a checksum', () => {
  it('that list and description tell differently is noted with the answer, and the data kept', async () => {
    const warned: unknown[] = [];
    const logger: Logger = { ...silentLogger, warn: (context: unknown) => void warned.push(context) };
    const found = await extractOpenml({ stages: ['openml_lists'], context: { logger } });

    const line = found.run.stored.find(({ line: { url } }) => url.endsWith('/data/402'))?.line;
    expect(line?.context).toMatchObject({ by: expect.any(String), checksums: { listed, told } });
    expect(warned).toContainEqual({ dataset: '402', listed, told });
    expect(storedOf(found, 'datasets').map((body) => body.includes(told))).toEqual([false, true]);
    expect(found.run.missed.filter(({ resource }) => resource === 'openml_datasets')).toEqual([]);
  });

  it('that both tell alike, or one of them alone, is nothing to note', async () => {
    const noted = ({ run }: OpenmlRun) =>
      run.stored.flatMap(({ line: { url, context } }) => (context?.['checksums'] === undefined ? [] : [url]));

    expect(noted(await extractOpenml({ stages: ['openml_lists'] }))).toEqual([expect.stringMatching(/\/data\/402$/)]);
    expect(noted(await extractOpenml())).toEqual([]);
  });

  it('is taken as it is told: neither data nor files of runs are asked for', async () => {
    const { asked } = await extractOpenml({ stages: ['openml_lists', 'openml_website'] });

    expect(asked.map(({ path }) => path).filter((path) => /download|\.arff|\.pq|predictions/.test(path))).toEqual([]);
  });
});
