import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureDirectory, writeFileAtomic } from '../../../src/core/atomic-file.ts';
import { openNdjson, readLineBatches, readLines } from '../../../src/core/ndjson.ts';
import { packageFile, packageRoot, packageVersion } from '../../../src/core/package-files.ts';
import { sealedJson, sealOf } from '../../../src/core/sealed-json.ts';
import { collect, inTemporaryFolder } from '../../support/run-folder.ts';

describe('an atomic write', () => {
  it('replaces the whole content and leaves nothing else behind', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'a.json');
      await writeFileAtomic(path, 'first');
      await Promise.all([writeFileAtomic(path, 'second'), writeFileAtomic(path, Buffer.from('second'))]);
      expect(await readFile(path, 'utf8')).toBe('second');
      expect(await readdir(folder)).toEqual(['a.json']);
    }));

  it('that fails says STEMMA_DISK and keeps the old file', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'a');
      await mkdir(path);
      await expect(writeFileAtomic(path, 'x')).rejects.toMatchObject({ code: 'STEMMA_DISK' });
      await expect(writeFileAtomic(join(folder, 'no', 'such', 'folder'), 'x')).rejects.toMatchObject({
        code: 'STEMMA_DISK',
      });
      expect(await readdir(folder)).toEqual(['a']);
      await writeFile(join(folder, 'file'), '');
      await expect(ensureDirectory(join(folder, 'file', 'sub'))).rejects.toMatchObject({ code: 'STEMMA_DISK' });
    }));
});

describe('an NDJSON file', () => {
  it('gives lines with their byte offsets, over chunk borders, without a torn last line', () =>
    inTemporaryFolder(async (folder) => {
      const path = join(folder, 'a.ndjson');
      const lines = Array.from({ length: 300 }, (_, i) => `"é${'x'.repeat((i * 7919) % 9000)}"`);
      lines.push('', `"${'y'.repeat(1_500_000)}"`, 'last');
      const file = await openNdjson(path);
      const places = [...(await file.append(lines.slice(0, 100))), ...(await file.append(lines.slice(100)))];
      await file.sync();
      await file.close();
      await appendFile(path, '{"torn":');
      const read = await collect(readLines(path));
      expect(read.map(({ line }) => String(line)).every((line, i) => line === lines[i])).toBe(true);
      expect(read.map(({ offset, length }) => ({ offset, length }))).toEqual(places);
      const bytes = await readFile(path);
      for (const { offset, length, line } of read)
        expect(bytes.subarray(offset, offset + length).equals(line)).toBe(true);
      const from = places[150]?.offset ?? 0;
      expect((await collect(readLineBatches(path, from))).flat()).toHaveLength(lines.length - 150);
      await (await openNdjson(path, places[9]?.offset ?? 0)).close();
      expect(await collect(readLines(path))).toHaveLength(9);
      await expect(collect(readLines(join(folder, 'none')))).rejects.toMatchObject({ code: 'STEMMA_DISK' });
    }));
});

describe('files of the package', () => {
  it('are found from the source tree, and only inside it', () => {
    expect(existsSync(packageFile('src/core/errors.ts'))).toBe(true);
    expect(existsSync(join(packageRoot(), 'package.json'))).toBe(true);
    expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
    for (const bad of ['../x', '/etc/passwd', 'a//b', 'C:/x', 'a\\b', ''])
      expect(() => packageFile(bad)).toThrow('not a path');
  });

  it('are found the same way in the compiled layout', () =>
    inTemporaryFolder(async (folder) => {
      const core = join(folder, 'dist', 'src', 'core');
      await mkdir(core, { recursive: true });
      await writeFile(join(folder, 'package.json'), '{"version":"9.9.9","type":"module"}');
      for (const name of ['package-files.ts', 'errors.ts'])
        await writeFile(join(core, name), await readFile(packageFile(`src/core/${name}`)));
      const compiled = (await import(
        /* @vite-ignore */ join(core, 'package-files.ts')
      )) as typeof import('../../../src/core/package-files.ts');
      expect(compiled.packageFile('cypher/lineage/x.cypher')).toBe(
        join(folder, 'dist', 'cypher', 'lineage', 'x.cypher'),
      );
      expect(compiled.packageVersion()).toBe('9.9.9');
      await rm(core, { recursive: true });
    }));
});

describe('a sealed document', () => {
  it('shows every changed bit', () => {
    const bytes = Buffer.from(sealedJson({ a: 1, b: { c: ['x'] } }));
    expect(JSON.parse(String(bytes))).toMatchObject({ a: 1, b: { c: ['x'] } });
    expect(sealOf(bytes)).toBe('whole');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(sealOf(changed)).not.toBe('whole');
    }
    expect(sealOf(Buffer.from('{}'))).toBe('none');
  });
});
