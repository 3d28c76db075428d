import { afterAll, beforeAll, expect, it } from 'vitest';
import { assertGraphFormat } from '../../graph/format-version.ts';
import { openForLoad, openGraph } from '../../graph/open.ts';
import { onBothEngines, reading, type Sandbox } from './engines.ts';

onBothEngines('the version of a graph', (makeSandbox, engine) => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await makeSandbox();
    const target = await openForLoad(sandbox.location);
    await target.store.ensureSchema();
    await target.store.write(
      "CREATE (r:Resource:ExtractionRun) SET r = {uri: 'run', id: 'run:1', run: '1', formatVersion: $version}",
      { version: 99 },
    );
    await target.publish();
  });

  afterAll(async () => {
    await (await openForLoad(sandbox.location, { rebuild: true })).abandon();
    await sandbox.remove();
  });

  it('refuses a graph of a newer program with what to do next', async () => {
    const refused = { code: 'STEMMA_STORE', hint: expect.stringContaining('npm install') as string };

    if (engine === 'neo4j') await expect(openGraph(sandbox.location)).rejects.toMatchObject(refused);
    else await expect(reading(sandbox, (store) => assertGraphFormat(store, 'here'))).rejects.toMatchObject(refused);
  });
});
