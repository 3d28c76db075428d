// Loaded before a program: kills its process, as a power cut does, in the middle of its n-th write to a file, of which the
// first half reaches the disk. STEMMA_DIE_AT is n; 0 only counts. At a quiet end the count goes to STEMMA_WRITES_FILE.
import { writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const dieAt = Number(process.env['STEMMA_DIE_AT'] ?? 0);
let writes = 0;

/** Everything by which the program changes a file or makes a change durable. */
const counted = ['write', 'writev', 'truncate', 'sync', 'datasync'] as const;

type Write = (this: FileHandle, ...given: unknown[]) => Promise<unknown>;
const handle = await open(process.execPath);
const methods = Object.getPrototypeOf(handle) as Record<(typeof counted)[number], Write>;
await handle.close();

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing more may happen until it is here.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

for (const name of counted) {
  const original = methods[name];
  methods[name] = async function dyingWrite(this: FileHandle, ...given: unknown[]): Promise<unknown> {
    writes += 1;
    if (writes !== dieAt) return original.apply(this, given);
    const [bytes, second, , position] = given;
    if (name === 'write' && Buffer.isBuffer(bytes)) {
      // `(buffer, offset, length, position)`, or `(buffer, { offset, length, position })`.
      const named = typeof second === 'object' ? (second as { offset?: number; position?: number }) : undefined;
      const offset = named?.offset ?? (typeof second === 'number' ? second : 0);
      const place = named?.position ?? (typeof position === 'number' ? position : null);
      await original.call(this, bytes, offset, (bytes.length - offset) >> 1, place);
    }
    return die();
  };
}

process.once('exit', () => {
  const file = process.env['STEMMA_WRITES_FILE'];
  if (file !== undefined) writeFileSync(file, String(writes));
});
