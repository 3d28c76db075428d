import { isGguf, readGgufHeader } from './gguf-header.ts';
import { longestHeader, safetensorsHeaderEnd } from './safetensors-header.ts';

/**
 * What is asked of a weight file, so that its header can be read and no weight is fetched.
 *
 * The first range is 128 KiB: most safetensors headers end in it, and the keys of a GGUF file that describe the model stand
 * before its tokenizer, which may be megabytes. Each range begins at byte 0 and holds what came before it, because every
 * stored answer is mapped by itself: `hf_weight_headers` under `…/resolve/{rev}/{path}#bytes=0-{last}`. At most two are asked.
 * A server that ignores `Range` and answers 200 sends the file itself: stop reading it.
 */
const firstSize = 128 * 1024;
/** Keys of a GGUF file that its first range cuts before a tokenizer begins: very long texts. */
const secondGgufSize = 1024 * 1024;

/** The range to ask for now, first and last byte; undefined when there is nothing more to be had. Give it all bytes of the last answer. */
export function nextRange(bytesSoFar: Buffer): readonly [first: number, last: number] | undefined {
  const held = bytesSoFar.length;
  if (held === 0) return [0, firstSize - 1];
  // A shorter answer than asked for is a whole file.
  if (held < firstSize) return undefined;
  const end = isGguf(bytesSoFar) ? ggufEnd(bytesSoFar) : safetensorsHeaderEnd(bytesSoFar);
  return end === undefined || end <= held || end > longestHeader + 8 ? undefined : [0, end - 1];
}

function ggufEnd(bytes: Buffer): number | undefined {
  const reading = readGgufHeader(bytes);
  if (!('header' in reading) || reading.header.complete) return undefined;
  for (const key of reading.header.values.keys()) if (key.startsWith('tokenizer.')) return undefined;
  return secondGgufSize;
}
