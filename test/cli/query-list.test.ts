import { Store } from 'oxigraph';
import { describe, expect, it } from 'vitest';
import { catalogueFolders, listQueries } from '../../cypher/index.ts';
import { stemmaHere } from '../support/cli-in-process.ts';

describe('stemma query', () => {
  it('lists the catalogue by folder on a terminal, as one table in a pipe', async () => {
    const shown = await stemmaHere(['query'], {}, { columns: 120 });
    const piped = await stemmaHere(['query']);

    const headings = shown.stdout.split('\n').filter((line) => /^[a-z]+$/.test(line));
    expect(headings).toEqual([...catalogueFolders]);
    expect(piped.stdout.match(/^\w+\/[\w-]+\t/gm)).toHaveLength(listQueries().length);
  });

  it('--show prints SPARQL that runs, with what --param gives in it', async () => {
    const asked = ['query', 'licenses-upstream', '--show', '--param', 'id=hf:acme/child'];
    const bound = await stemmaHere(asked);
    const open = await stemmaHere(asked.slice(0, 3));
    const sparql = bound.stdout.slice(bound.stdout.indexOf('# SPARQL'));

    expect(sparql).toContain('/hf/model/acme/child>');
    expect(new Store().query(sparql)).toEqual([]);
    expect(open.stdout).toContain('{ $given_id (');
    expect(open.stdout).toContain('; --param sets it');
  });

  it('--show refuses a parameter that the query does not have', async () => {
    const result = await stemmaHere(['query', 'licenses-upstream', '--show', '--param', 'of=hf:acme/child']);

    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('has no parameter of');
  });
});
