import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GraphStore } from '../../../graph/store.ts';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { onDisk } from '../../core/disk-error.ts';
import { makeNewFolder } from '../../core/new-folder.ts';
import type { Kind } from './aspects.ts';
import { type Fault, faultsOfRun, ownerOfFault } from './faults.ts';
import { ownerPage } from './owner-page.ts';
import { type JudgedThing, judgedThings } from './read-things.ts';

export interface PagesOptions {
  readonly kind: Kind;
  readonly dataDir: string;
  /** The run whose mapping tells what could not be used; none: that part is left out. */
  readonly run?: string | undefined;
  readonly signal?: AbortSignal;
}

/** The page of one owner; undefined when the graph has nothing of it. */
export async function pageOfOwner(
  store: GraphStore,
  owner: string,
  { kind, dataDir, run, signal }: PagesOptions,
): Promise<string | undefined> {
  const things: JudgedThing[] = [];
  for await (const thing of judgedThings(store, kind, { signal, owner })) things.push(thing);
  if (things.length === 0) return undefined;
  const faults: Fault[] = [];
  if (run !== undefined)
    for await (const fault of faultsOfRun(dataDir, run)) if (ownerOfFault(fault) === owner) faults.push(fault);
  return ownerPage(owner, kind, things, faults);
}

const mostFaults = 100;

/**
 * One page for each owner into a new folder, numbered, because names of owners are no names of files; `index.md` lists them.
 * Things come by IRI, so those of an owner come together and one owner's are held at a time; those that name no owner are held
 * to the end.
 * @throws StemmaError STEMMA_USAGE unless the folder is empty
 */
export async function writeOwnerPages(
  store: GraphStore,
  folder: string,
  options: PagesOptions,
): Promise<{ readonly folder: string; readonly pages: number; readonly things: number }> {
  await makeNewFolder(folder);
  const { kind, dataDir, run, signal } = options;
  const faults = run === undefined ? new Map<string, Fault[]>() : await faultsByOwner(dataDir, run);
  const index: string[] = [];
  let count = 0;
  const write = async (owner: string, things: readonly JudgedThing[]): Promise<void> => {
    count += things.length;
    const file = `${String(index.length + 1).padStart(6, '0')}.md`;
    const page = ownerPage(owner, kind, things, faults.get(owner) ?? []);
    // Thousands of pages that can be written again: not each is worth a flush.
    await onDisk('write', file, () => writeFile(join(folder, file), page));
    index.push(`- [${owner}](${file}): ${things.length}`);
  };
  const ownerless = new Map<string, JudgedThing[]>();
  let held: JudgedThing[] = [];
  for await (const thing of judgedThings(store, kind, { signal })) {
    if (!thing.owner.includes(':')) {
      ownerless.set(thing.owner, [...(ownerless.get(thing.owner) ?? []), thing]);
      continue;
    }
    const [first] = held;
    if (first !== undefined && first.owner !== thing.owner) {
      await write(first.owner, held);
      held = [];
    }
    held.push(thing);
  }
  if (held[0] !== undefined) await write(held[0].owner, held);
  for (const [owner, things] of ownerless) await write(owner, things);
  await writeFileAtomic(join(folder, 'index.md'), `# ${kind} by owner\n\n${index.join('\n')}\n`);
  return { folder, pages: index.length, things: count };
}

async function faultsByOwner(dataDir: string, run: string): Promise<Map<string, Fault[]>> {
  const found = new Map<string, Fault[]>();
  for await (const fault of faultsOfRun(dataDir, run)) {
    const held = found.get(ownerOfFault(fault));
    if (held === undefined) found.set(ownerOfFault(fault), [fault]);
    else if (held.length < mostFaults) held.push(fault);
  }
  return found;
}
