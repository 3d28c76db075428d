import { mkdir, readdir } from 'node:fs/promises';
import { onDisk, systemCodeOf } from './disk-error.ts';
import { StemmaError } from './errors.ts';

/** Makes a folder for what is to be written. @throws StemmaError STEMMA_USAGE unless it is missing or empty, STEMMA_DISK */
export async function makeNewFolder(folder: string): Promise<void> {
  if (!(await isEmpty(folder)))
    throw new StemmaError('STEMMA_USAGE', `${folder} is not empty`, { hint: 'name a new folder' });
  await onDisk('write', folder, () => mkdir(folder, { recursive: true }));
}

async function isEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return true;
    throw error;
  }
}
