import { describe, expect, it } from 'vitest';
import { json, stemma } from '../support/stemma-cli.ts';

describe('stemma stages', () => {
  it('draws what each stage reads and writes', async () => {
    const { code, stdout } = await stemma(['stages', 'huggingface']);

    expect(code).toBe(0);
    expect(stdout).toMatch(
      /● hf_enriched_datasets {2}.+\n {4}← hf_identified_datasets\n {4}→ hf_datasets_specific, hf_croissant/,
    );
    expect(stdout).toContain('(optional: by name, or with --reconcile)');
  });

  it('shows what a choice comes to', async () => {
    const result = await stemma([
      'stages',
      'huggingface',
      '--select',
      'hf_models+1',
      '--exclude',
      'hf_model_files',
      '--json',
    ]);
    const { items } = json(result) as { items: { name: string; selected: boolean }[] };
    const taken = items.filter((item) => item.selected).map((item) => item.name);

    expect(taken).toContain('hf_model_cards');
    expect(taken).not.toContain('hf_model_files');
    expect(taken).not.toContain('hf_enriched_datasets');
  });

  it.each([
    ['mermaid', 'flowchart LR', 'hf_models --> hf_model_cards'],
    ['dot', 'digraph stages {', 'hf_models -> hf_model_cards;'],
  ])('as %s', async (format, first, edge) => {
    const { stdout } = await stemma(['stages', 'huggingface', '--as', format]);

    expect(stdout.split('\n')[0]).toBe(first);
    expect(stdout).toContain(edge);
  });

  it('names the nearest stage for one that does not exist, before anything is begun', async () => {
    const { code, stderr } = await stemma(['extract', 'huggingface', '--select', 'hf_model', '--data-dir', 'nowhere']);

    expect(code).toBe(2);
    expect(stderr).toContain('hf_models');
  });
});
