import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { readYaml } from '../../extract/yaml.ts';
import { cardInput } from '../support/card-input.ts';
import { firstEntity } from '../support/map-input.ts';
import { yamlAttacks } from '../support/yaml-attacks.ts';

/** Processor time, which other processes do not lengthen; the best of three. */
function milliseconds(work: () => unknown): number {
  const once = (): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

describe('YAML made to hurt its reader', () => {
  it.each(Object.entries(yamlAttacks))('%s: at most half a second', (_, text) => {
    expect(milliseconds(() => readYaml(text))).toBeLessThanOrEqual(500);
  });

  it.each(Object.entries(yamlAttacks))(
    '%s: in a card, the prose stays and no object of the language changes',
    (_, text) => {
      const marked = text.replaceAll('---', '--');
      const result = map(cardInput(`---\n${marked}\n---\n\n# T\n\narXiv:1706.03762\n`));
      expect(firstEntity(result)['citation']).toEqual(['https://doi.org/10.48550/arxiv.1706.03762']);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(JSON.stringify(result).length).toBeLessThan(200_000);
    },
  );
});
