import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { readYaml } from '../../extract/yaml.ts';
import { cardInput } from '../support/card-input.ts';
import { firstEntity } from '../support/map-input.ts';
import { yamlAttacks } from '../support/yaml-attacks.ts';
import { cpuMs } from '../support/cpu-time.ts';

describe('YAML made to hurt its reader', () => {
  it.each(Object.entries(yamlAttacks))('%s: at most half a second', (_, text) => {
    expect(cpuMs(() => readYaml(text))).toBeLessThanOrEqual(500);
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
