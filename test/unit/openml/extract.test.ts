import { describe, expect, it } from 'vitest';
import { openmlWorld, type OpenmlWorld } from '../../support/openml-world.ts';
import { extractOpenml, missesOf, type OpenmlRun, storedOf, subjectsOf } from '../../support/openml-workshop.ts';

/** What was asked for, in the order in which it is kept. */
function keptOf({ run }: OpenmlRun): string[] {
  return run.stored.map(({ line: { url } }) => url.replace(/^.*\/api\/v1\/(?:json|xml)\//, ''));
}

/** Numbers of the runs asked for one by one. */
function runsOf(found: OpenmlRun): string[] {
  return keptOf(found).flatMap((subject) => /^run\/(\d+)$/.exec(subject)?.[1] ?? []);
}

/** Runs numbered from 1 on, one uploaded each day of 2026; those of `untimed` without a time. Nobody knows their records. */
function manyRuns(count: number, untimed: ReadonlySet<number> = new Set()): OpenmlWorld {
  const [first] = openmlWorld.rows.run;
  const run = Array.from({ length: count }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    return {
      ...first,
      run_id: String(n + 1),
      upload_time: untimed.has(n + 1) ? '0000-00-00 00:00:00' : `${day} 12:00:00`,
    };
  });
  return { ...openmlWorld, rows: { ...openmlWorld.rows, run } };
}

describe('which runs are taken', () => {
  it('so many from the offset on, in pages', async () => {
    const found = await extractOpenml({ settings: { numInstances: 4, offset: 1, pageSize: 3 } });

    expect(runsOf(found)).toEqual(['12', '13', '14', '15']);
    expect(subjectsOf(found).filter((subject) => subject.startsWith('run/list/show'))).toEqual([
      'run/list/show_errors/true/limit/3/offset/1',
      'run/list/show_errors/true/limit/1/offset/4',
    ]);
  });

  it('fifty when nothing is said, none when none are wanted', async () => {
    const world = manyRuns(60);
    expect(runsOf(await extractOpenml({ world }))).toHaveLength(50);
    expect((await extractOpenml({ settings: { numInstances: 0 } })).asked).toEqual([]);
  });

  it('those the filters let through, which go out as the server knows them', async () => {
    const found = await extractOpenml({
      settings: { task: ['201', '203'], flow: ['101'], uploader: ['7'], tag: 'openml-python' },
    });

    expect(subjectsOf(found)[0]).toBe(
      'run/list/task/201,203/flow/101/uploader/7/tag/openml-python/show_errors/true/limit/50/offset/0',
    );
    expect(runsOf(found)).toEqual(['11', '15', '16']);
  });

  it.each([
    ['2026-03-01', 60],
    ['2026-01-01', 1],
    ['2026-07-18T13:00:00Z', 200],
    ['2030-01-01', 201],
  ])('since %s from number %d on, found with few requests', async (since, first) => {
    const found = await extractOpenml({ world: manyRuns(200), settings: { since } });

    expect(runsOf(found)).toEqual(Array.from({ length: 201 - first }, (_, n) => String(first + n)));
    const probes = found.run.stored.filter(({ line }) => line.resource === 'openml_run_probes');
    expect(probes.length - Math.ceil((201 - first) / 200)).toBeLessThanOrEqual(20);
  });

  it('since a date also when times are not known: those are taken rather than left out', async () => {
    const found = await extractOpenml({
      world: manyRuns(200, new Set([150, 151, 190])),
      settings: { since: '2026-05-20' },
    });

    expect(runsOf(found)[0]).toBe('140');
    expect(runsOf(found)).toContain('150');
    expect(runsOf(found)).toHaveLength(61);
  });
});

describe('what runs reach', () => {
  it('is asked for once, in the order of first mention, and errors of runs are no reason to leave them out', async () => {
    const found = await extractOpenml();
    const subjects = keptOf(found);

    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects.filter((subject) => /^(?:flow|task|setup|data|study)\/\d+$/.test(subject))).toEqual([
      'flow/101',
      'flow/103',
      'flow/104',
      'task/201',
      'task/202',
      'task/203',
      'setup/301',
      'setup/302',
      'setup/303',
      'data/401',
      'data/402',
      'study/501',
    ]);
    expect(
      storedOf(found, 'runs')
        .map(String)
        .filter((body) => body.includes('Out of memory')),
    ).toHaveLength(1);
    // A component stands in its flow.
    expect(subjects).not.toContain('flow/102');
  });

  it('has evaluations where the record of a run has none, and values by fold where it has only whole ones', async () => {
    const found = await extractOpenml();

    expect(subjectsOf(found).filter((subject) => subject.startsWith('evaluation/list'))).toEqual([
      'evaluation/list/run/13,14,15,16/limit/1000/offset/0',
      'evaluation/list/run/13,14,15,16/limit/1000/offset/1',
      'evaluation/list/run/12,14,17/per_fold/true/limit/1000/offset/0',
      'evaluation/list/run/12,14,17/per_fold/true/limit/1000/offset/2',
    ]);
    expect(storedOf(found, 'evaluations').map(String).join('')).toContain('<oml:values>[0.4,0.6]</oml:values>');
  });

  it('a list of evaluations that is refused is missed by its runs alone', async () => {
    const found = await extractOpenml({
      instead: (path) =>
        path.includes('per_fold')
          ? { status: 412, body: '<oml:error xmlns:oml="x"><oml:code>548</oml:code></oml:error>' }
          : undefined,
    });

    expect(missesOf(found).filter((miss) => miss.startsWith('evaluations'))).toEqual([
      'evaluations 12 failed STEMMA_HTTP',
      'evaluations 14 failed STEMMA_HTTP',
      'evaluations 17 failed STEMMA_HTTP',
    ]);
    expect(storedOf(found, 'studies')).toHaveLength(1);
  });

  it('has the Croissant of datasets that have one; that there is none is no miss, a page in its place is', async () => {
    const page = { status: 200, body: '<!DOCTYPE html><title>Dataset</title>', type: 'text/html' };
    const plain = await extractOpenml();
    const paged = await extractOpenml({ instead: (path) => (path === 'croissant/dataset/401' ? page : undefined) });

    expect(storedOf(plain, 'croissant')).toHaveLength(1);
    expect(missesOf(plain).filter((miss) => miss.startsWith('croissant'))).toEqual([]);
    expect(missesOf(paged).filter((miss) => miss.startsWith('croissant'))).toEqual(['croissant 401 malformed -']);
    // A page may be a passing trouble twice.
    expect(subjectsOf(paged).filter((subject) => subject === 'croissant/dataset/401')).toHaveLength(3);
    expect(storedOf(paged, 'datasets')).toHaveLength(2);
  });

  it('a part of a dataset that fails costs that part alone', async () => {
    const found = await extractOpenml({
      instead: (path) => (path.endsWith('/data/features/401') ? { status: 502, body: '' } : undefined),
    });

    expect(missesOf(found)).toContain('data_features 401 failed STEMMA_HTTP');
    expect(storedOf(found, 'data_qualities')).toHaveLength(1);
  });
});

describe('what only the website shows', () => {
  it('is asked for only when it is wanted', async () => {
    expect(subjectsOf(await extractOpenml()).filter((subject) => subject.startsWith('es/'))).toEqual([]);
  });

  it('comes as JSON of flows, tasks and datasets; what it does not know is absent', async () => {
    const found = await extractOpenml({ stages: ['openml_website'] });

    expect(storedOf(found, 'website').map((body) => (JSON.parse(String(body)) as { _id: string })._id)).toEqual([
      '101',
      '401',
    ]);
    expect(missesOf(found).filter((miss) => miss.startsWith('website'))).toEqual([
      'website flow/103 absent -',
      'website flow/104 absent -',
      'website task/201 absent -',
      'website task/202 absent -',
      'website task/203 absent -',
      'website data/402 absent -',
    ]);
  });

  it('a page that answers every address is taken for no document', async () => {
    const page = { status: 200, body: '<!DOCTYPE html><title>OpenML</title>', type: 'text/html' };
    const found = await extractOpenml({
      stages: ['openml_website'],
      instead: (path) => (path.startsWith('es/') ? page : undefined),
    });

    expect(storedOf(found, 'website')).toEqual([]);
    expect(found.counts['openml_website']).toMatchObject({ failed: 8, records: 0 });
  });
});

describe('stages taken alone', () => {
  it('work on the records of the run that took runs, and ask nothing else', async () => {
    const before = await extractOpenml();
    const stored = { ...before.run.records(), isOwn: false };
    const later = await extractOpenml({
      context: {
        stages: new Set(['openml_identified_setups', 'openml_enriched_setups', 'openml_enriched_studies']),
        stored,
      },
    });

    expect(subjectsOf(later)).toEqual(['setup/301', 'setup/302', 'setup/303', 'study/501']);
    // One more than were had: the row of a run that is gone names its setup.
    expect(later.counts['openml_identified_setups']).toMatchObject({ references: 3 });
  });
});
