import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askYesNo } from '../../src/cli/ask.ts';

async function answered(text: string | undefined): Promise<{ yes: boolean; said: string }> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const asked = askYesNo('go on?', new AbortController().signal, input, output);
  if (text === undefined) input.end();
  else input.write(text);
  return { yes: await asked, said: String(output.read()) };
}

describe('a question', () => {
  it.each([
    ['\n', true],
    ['y\n', true],
    [' YES \n', true],
    ['n\n', false],
    ['what?\n', false],
    [undefined, false],
  ])('answered %j is %s', async (text, expected) => {
    const { yes, said } = await answered(text);

    expect(yes).toBe(expected);
    expect(said).toContain('go on? [Y/n] ');
  });

  it('ends when the user wants to stop', async () => {
    const controller = new AbortController();
    const asked = askYesNo('go on?', controller.signal, new PassThrough(), new PassThrough());
    controller.abort();

    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
