import type { Wanted } from '../../misses.ts';
import type { ReadAnswer } from '../read-answer.ts';
import type { OpenmlTask } from './crawl.ts';

/**
 * Two accounts of one checksum that differ are noted with the answer that is kept all the same. Which is right cannot be told, for
 * the data is never fetched; and checksums of one text differ with its encoding.
 */
export function noteChecksum({ listedChecksums, logger }: OpenmlTask, wanted: Wanted, read: ReadAnswer): Wanted {
  const listed = listedChecksums.get(wanted.id);
  const told = read.kind === 'record' ? read.root.text('md5_checksum')?.value : undefined;
  if (listed === undefined || told === undefined || listed.toLowerCase() === told.toLowerCase()) return wanted;
  logger.warn({ dataset: wanted.id, listed, told }, 'list and description of a dataset tell of different checksums');
  return { ...wanted, context: { ...wanted.context, checksums: { listed, told } } };
}
