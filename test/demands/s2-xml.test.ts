import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { xmlAttacks } from '../support/xml-attacks.ts';

/** What one attack cost, as the process that suffered it tells. */
interface Cost {
  readonly reader: 'arxiv' | 'openml';
  readonly name: string;
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly polluted: boolean;
  readonly problem?: string;
}

function suffer(): readonly Cost[] {
  const script = fileURLToPath(new URL('../support/xml-attack-process.ts', import.meta.url));
  const child = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
  expect(child.stderr).toBe('');
  return child.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Cost);
}

describe('XML made to hurt its reader', () => {
  const costs = suffer();

  it('comes in all its kinds', () => {
    for (const reader of ['arxiv', 'openml'])
      expect(costs.filter((cost) => cost.reader === reader).map(({ name }) => name)).toEqual(
        xmlAttacks.map(({ name }) => name),
      );
  });

  it.each(costs)('$reader, $name: at most 50 ms, at most 20 MB', ({ milliseconds, megabytes }) => {
    expect(milliseconds).toBeLessThanOrEqual(50);
    expect(megabytes).toBeLessThanOrEqual(20);
  });

  it.each(costs)('$reader, $name: gives a reason or its text, and changes no object of the language', (cost) => {
    const attack = xmlAttacks.find(({ name }) => name === cost.name);
    const reads = attack?.reads === true || (attack?.mends === true && cost.reader === 'openml');
    expect(cost.problem === undefined).toBe(reads);
    expect(cost.polluted).toBe(false);
    // A reason is for people: it holds nothing of what was to be smuggled in.
    expect(cost.problem?.length ?? 0).toBeLessThan(300);
  });
});
