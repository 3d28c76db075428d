import { describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json, tempFolder } from '../support/stemma-cli.ts';

const env = { HF_ENDPOINT: 'http://hub.test', OPENML_BASE_URL: 'http://openml.test' };
const at = (...args: readonly string[]) => stemmaHere([...args, '--data-dir', tempFolder()], env);

describe('several sources in one command', () => {
  it('share the flags that mean the same to them, and keep those that do not', async () => {
    const args = ['run', 'openml', 'huggingface', '--limit', '7', '--openml-task', '59', '--task', 'summarization'];
    const plan = json(await at(...args, '--dry-run', '--json'));

    const [hub, experiments] = plan['sources'] as { source: string; first: string[] }[];
    expect([hub?.source, experiments?.source]).toEqual(['huggingface', 'openml']);
    expect(hub?.first[0]).toMatch(
      /^http:\/\/hub\.test\/api\/models\?.*limit=7.*filter=summarization|pipeline_tag=summarization/,
    );
    expect(experiments?.first).toEqual([
      'http://openml.test/api/v1/xml/run/list/task/59/show_errors/true/limit/7/offset/0',
    ]);
  });

  it('are told a flag that none of the named ones has', async () => {
    const refused = await at('run', 'openml', '--author', 'deepset', '--dry-run', '--json');

    expect(refused.code).toBe(2);
    expect(json(refused)).toMatchObject({
      error: { code: 'STEMMA_USAGE', message: '--author is a flag of Hugging Face, which is not named' },
    });
    expect((await at('run', '--author', 'deepset', '--dry-run')).code).toBe(0);
  });
});
