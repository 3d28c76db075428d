import { describe, expect, it } from 'vitest';
import { isCitationTitle, sectionOf } from '../../../extract/huggingface/card/heading-words.ts';
import { outlineOf } from '../../../extract/huggingface/card/outline.ts';
import { map } from '../../../extract/huggingface/map.ts';
import { rangeAt } from '../../../src/core/locate.ts';
import { cardInput } from '../../support/card-input.ts';
import { evidenceOf, firstEntity, issuesOf } from '../../support/map-input.ts';

function said(text: string, property: string): unknown {
  return firstEntity(map(cardInput(text)))[property];
}

describe('headings', () => {
  it.each([
    ['# A', '1 A'],
    ['###### A ######', '6 A'],
    ['   ## A *b* `c`', '2 A *b* `c`'],
    ['#Usage', '1 Usage'],
    ['A\n===', '1 A'],
    ['A b\n---', '2 A b'],
    ['<h3 align="center">A <i>b</i></h3>', '3 A b'],
    ['```\n# no\n```\n# A', '1 A'],
    ['~~~~\n```\n# no\n~~~\n~~~~\n# A', '1 A'],
    ['<!--\n# no\n-->\n# A', '1 A'],
    ['<!-- open\n# A', '1 A'],
    ['- item\n  ```py\n# no\n  ```\n# A', '1 A'],
    ['```code``` in a line\n# A', '1 A'],
  ])('%j', (text, heading) => {
    expect(outlineOf(text, 0).headings.map(({ level, title }) => `${level} ${title}`)).toEqual([heading]);
  });

  it.each(['#1 of all', '#!bin', '    # code', '####### seven', '#', '| a |\n---', '\n---', 'text', '```\n# open'])(
    'none: %j',
    (text) => {
      expect(outlineOf(text, 0).headings).toEqual([]);
    },
  );

  it.each([
    ['Intended uses & limitations', 'intendedUse'],
    ['2. **How to use** 🚀', 'usageInstructions'],
    ['How to use in spaCy', 'usageInstructions'],
    ['Usage (Sentence-Transformers)', 'usageInstructions'],
    ['Bias, Risks, and Limitations', 'modelRisksBiasLimitations'],
    ['[Limitations](#limits)', 'modelRisksBiasLimitations'],
    ['Ethical Considerations:', 'ethicalSocial'],
    ['License', 'legal'],
    ['Model description', 'description'],
    ['Training data', undefined],
    ['Used', undefined],
    ['Usages', undefined],
    ['', undefined],
    ['x'.repeat(500), undefined],
  ])('%s means %s', (title, property) => {
    expect(sectionOf(title)?.property).toBe(property);
  });

  it('that ask to be cited', () => {
    expect(
      ['Citation', 'BibTeX entry and citation info', 'How to cite this', 'Citing & Authors'].every(isCitationTitle),
    ).toBe(true);
    expect(['References', 'Cited by', 'Citations needed'].some(isCitationTitle)).toBe(false);
  });
});

describe('sections of a card', () => {
  it('hold their subsections, but for those that mean something else', () => {
    const text =
      '## Uses\n\nOne.\n\n### Direct Use\n\nTwo.\n\n### Limitations\n\nThree.\n\n### Downstream Use\n\nFour.\n\n## Next\n\nFive.';
    expect(said(text, 'intendedUse')).toBe('One.\n\n### Direct Use\n\nTwo.');
    expect(said(text, 'modelRisksBiasLimitations')).toBe('Three.');
  });

  it('are taken by the surest heading, then the first, and only when they say something', () => {
    expect(said('## Limitations\n\nA.\n\n## Bias, Risks, and Limitations\n\nB.', 'modelRisksBiasLimitations')).toBe(
      'B.',
    );
    expect(said('## Usage\n\nA.\n\n## Usage\n\nB.', 'usageInstructions')).toBe('A.');
    expect(said('## Usage\n\n[More Information Needed]\n\n## How to use\n\nB.', 'usageInstructions')).toBe('B.');
    expect(said('## Usage\n\n<!-- say how -->\n\n### Sub\n\nTODO\n', 'usageInstructions')).toBeUndefined();
  });

  it('are shown by the bytes from the heading to the end of the text', () => {
    const text = '# T\n\n## Límites\n\n## Limitations\n\nÄhm. 🚀\n\n\n## Next\n';
    const [witness] = evidenceOf(map(cardInput(text)), 'modelRisksBiasLimitations');
    const bytes = Buffer.from(text);
    const range = rangeAt(bytes, witness?.pointer ?? '');
    expect(bytes.toString('utf8', range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).toBe(
      '## Limitations\n\nÄhm. 🚀',
    );
    expect(witness).toMatchObject({ method: 'readme-heading', confidence: 0.7 });
  });

  it('are cut where they are long, and that is told', () => {
    const result = map(cardInput(`## Limitations\n\n${'word and word '.repeat(1000)}`));
    const value = String(firstEntity(result)['modelRisksBiasLimitations']);
    expect(value.length).toBeLessThan(4200);
    expect(value).toMatch(/(?:word|and) …$/);
    expect(issuesOf(result)).toEqual(['section-cut']);
    const pairs = String(said(`## Limitations\n\nA${'\u{1F600}'.repeat(5000)}`, 'modelRisksBiasLimitations'));
    expect(pairs).toMatch(/^A(?:\u{1F600})+ …$/u);
  });

  it('give the first code that does more than install', () => {
    const text =
      '## How to use\n\n```bash\npip install x\n```\n\n```python\n  import x\n\nx.run()\n```\n\n```python\nlater()\n```\n';
    expect(said(text, 'codeSampleSnippet')).toBe('  import x\n\nx.run()');
    expect(said('## Training\n\n```python\nx\n```', 'codeSampleSnippet')).toBeUndefined();
  });

  it('hide access tokens of their authors', () => {
    const token = `hf_${'a1B2'.repeat(9)}`;
    const entity = firstEntity(map(cardInput(`## Usage\n\nWith ${token}:\n\n\`\`\`py\nlogin("${token}")\n\`\`\`\n`)));
    expect(JSON.stringify(entity)).not.toContain(token);
    expect(entity['codeSampleSnippet']).toBe('login("[redacted]")');
  });

  it('are described by the paragraph under the title where no heading does', () => {
    const rest = '\n\n## Training\n\nIt was trained for long on many things.';
    expect(
      said(
        `# T\n\n![x](y)\n\n<p>x</p>\n\nThis model writes very short stories.\nFor children.\n\nMore.${rest}`,
        'description',
      ),
    ).toBe('This model writes very short stories.\nFor children.');
    expect(said('This model writes very short stories.', 'description')).toBe('This model writes very short stories.');
    expect(said(`# T${rest}`, 'description')).toBeUndefined();
    expect(said(`# T\n\nFour words are few.\n${rest}`, 'description')).toBeUndefined();
    expect(said('# T\n\nThis model writes very short stories.\n\n## Model description\n\nReally.', 'description')).toBe(
      'Really.',
    );
  });
});

describe('what is no card', () => {
  it.each([
    ["Error: the path 'README.md' does not exist in the given tree"],
    ['<!DOCTYPE html>\n<html><body>Maintenance</body></html>'],
    ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n'],
    ['{"error":"Repository not found"}'],
    [''],
    [' \n\n'],
  ])('is refused: %j', (text) => {
    const result = map(cardInput(text));
    expect(result.entities).toEqual([]);
    expect(result.issues.map((issue) => issue.code)).toEqual(['not-a-card']);
  });

  it('is one under an address that names no model', () => {
    const input = cardInput('# T');
    const other = (url: string) => map({ ...input, line: { ...input.line, url } }).issues.map((issue) => issue.code);
    expect(other('https://huggingface.co/datasets/a/b/resolve/main/README.md')).toEqual(['no-id']);
    expect(other('https://huggingface.co/api/models')).toEqual(['no-id']);
    expect(other('not an address')).toEqual(['no-id']);
  });

  it('is any answer that is no success', () => {
    const input = cardInput('# T');
    expect(map({ ...input, line: { ...input.line, status: 404 } })).toEqual({ entities: [], issues: [] });
  });
});
