import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { exitCodeMeanings } from '../../src/cli/exit-codes.ts';
import { equippedProgram } from '../../src/cli/program.ts';
import { json, stemma } from '../support/stemma-cli.ts';

describe('help', () => {
  it('shows the first steps, and nothing else, when called alone', async () => {
    const { code, stdout, stderr } = await stemma([]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(8);
    expect(stdout).toContain('stemma demo');
  });

  it('lists every command with its summary', async () => {
    const { code, stdout } = await stemma(['--help']);

    expect(code).toBe(0);
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
  });

  it('opens the help of each command with two examples of it', async () => {
    const program = await equippedProgram();

    for (const command of program.commands) {
      let text = '';
      command.configureOutput({ writeOut: (part) => (text += part) });
      command.outputHelp();
      const examples = /^Examples:\n((?: {2}.+\n)+)/.exec(text)?.[1]?.trimEnd().split('\n') ?? [];
      expect(examples, command.name()).toHaveLength(2);
      for (const example of examples) expect(example).toContain(`stemma ${command.name()}`);
    }
  });

  it('names only flags in examples that exist', async () => {
    const program = await equippedProgram();
    const globals = program.options.map((option) => option.long);

    for (const entry of commands) {
      const command = program.commands.find((candidate) => candidate.name() === entry.name);
      const flags = [...globals, ...(command?.options.map((option) => option.long) ?? [])];
      for (const example of (await entry.load()).examples) {
        for (const [flag] of example.split('|')[0]?.matchAll(/--[a-z-]+/g) ?? [])
          expect(flags, example).toContain(flag);
      }
    }
  });

  it('groups the flags of a source under its title', async () => {
    const { stdout } = await stemma(['run', '--help']);

    expect(stdout).toMatch(/^Several sources:\n {2}--limit <n> .*Hugging Face: models .*OpenML: runs /ms);
    expect(stdout).toMatch(/^Hugging Face:\n {2}--no-update-recent/m);
    expect(stdout).toMatch(/^OpenML:\n {2}--openml-offset <n>/m);
    expect(stdout).not.toContain('--token');
  });

  it.each(['exit-codes', 'environment', 'formats', 'concepts'])('has the topic %s', async (topic) => {
    const { code, stdout } = await stemma(['help', topic]);

    expect(code).toBe(0);
    expect(stdout.length).toBeGreaterThan(200);
  });

  it('explains every exit code that is used', () => {
    expect(exitCodeMeanings.map(([code]) => code)).toEqual([0, 1, 2, 3, 4, 5, 6, 130, 143]);
  });

  it('suggests the nearest command and flag', async () => {
    const command = await stemma(['linaege', 'x']);
    const flag = await stemma(['lineage', 'x', '--dwon', '--json']);

    expect(command).toMatchObject({ code: 2, stdout: '' });
    expect(command.stderr).toContain('did you mean stemma lineage?');
    expect(flag.code).toBe(2);
    expect(json(flag)).toEqual({
      error: { code: 'STEMMA_USAGE', message: "unknown option '--dwon'", hint: 'did you mean --down?' },
    });
  });

  it('writes completion scripts the shell can read', async () => {
    const { stdout } = await stemma(['completion', 'bash']);

    expect(spawnSync('bash', ['-n'], { input: stdout }).status).toBe(0);
    expect(stdout).toContain('lineage/ancestors');
    expect(stdout).toContain('--format) words="human json ndjson csv tsv quiet agent" ;;');
    const answer = spawnSync(
      'bash',
      ['-c', `${stdout}\nCOMP_WORDS=(stemma search --format n); COMP_CWORD=3; _stemma; echo "\${COMPREPLY[@]}"`],
      { encoding: 'utf8' },
    );
    expect(answer.stdout.trim()).toBe('ndjson');
    expect((await stemma(['completion', 'fish'])).stdout).toContain('complete -c stemma');
  });

  it('gives its version', async () => {
    expect((await stemma(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
