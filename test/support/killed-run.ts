import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningCli } from './stemma-cli.ts';

/** What the program says when a stage begins, in the order of the stages. */
export const stageMarks = {
  extract: 'hf_models: started',
  map: 'map huggingface: started',
  load: 'load nodes: started',
} as const;
export type KilledStage = keyof typeof stageMarks;

export type StageMilliseconds = Readonly<Record<KilledStage, number>>;

/** Lets a run go to its end and measures its stages. */
export async function timeStages(running: RunningCli): Promise<StageMilliseconds> {
  const at = async (stage: KilledStage): Promise<number> => {
    await running.said(stageMarks[stage]);
    return performance.now();
  };
  const [extract, map, load] = await Promise.all([at('extract'), at('map'), at('load')]);
  const { code, stderr } = await running.done;
  if (code !== 0) throw new Error(`the undisturbed run ended with ${code}: ${stderr}`);
  return { extract: map - extract, map: load - map, load: performance.now() - load };
}

/**
 * Kills the process, as `kill -9` does, so long after a stage of its began.
 * @returns whether it was still there to be killed: on a busy machine it may have come to its end before
 */
export async function killDuring(running: RunningCli, stage: KilledStage, delayMs: number): Promise<boolean> {
  return killAfterWord(running, stageMarks[stage], delayMs);
}

/** The same after a word of its. */
export async function killAfterWord(running: RunningCli, word: string, delayMs: number): Promise<boolean> {
  const wasSaid = await running.said(word).then(
    () => true,
    () => false,
  );
  return wasSaid && killAfter(running, delayMs);
}

export async function killAfter(running: RunningCli, delayMs: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  running.child.kill('SIGKILL');
  return (await running.done).signal === 'SIGKILL';
}

/** Kills the process as soon as such a file stands in the data directory; `*` is the one run there is. */
export async function killWhenThereIs(running: RunningCli, dataDir: string, path: string): Promise<boolean> {
  const [before = '', after = ''] = path.split('*/');
  const isThere = (): boolean => {
    if (!path.includes('*/')) return existsSync(join(dataDir, path));
    const parent = join(dataDir, before);
    return existsSync(parent) && readdirSync(parent).some((run) => existsSync(join(parent, run, after)));
  };
  while (running.child.exitCode === null && !isThere()) await new Promise((resolve) => setTimeout(resolve, 1));
  return killAfter(running, 0);
}
