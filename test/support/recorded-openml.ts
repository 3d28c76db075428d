/** What the replay server knows, counted by asking it in plain JSON and with nothing of ours. */
export interface RecordedCounts {
  readonly runs: number;
  /** Different things that runs name, and how many of them the server has. */
  readonly named: Readonly<Record<string, { readonly named: number; readonly had: number }>>;
  readonly datasets: { readonly ofTasks: number; readonly ofRuns: number; readonly together: number };
  readonly lists: Readonly<Record<'flow' | 'task' | 'data', number>>;
}

/** One or many, or nothing. */
function many(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** What stands at the end of a way through objects. */
function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    value,
  );
}

function different(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined).map(String))];
}

export async function countRecorded(base: string): Promise<RecordedCounts> {
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${base}/api/v1/json/${path}`);
    return response.status === 200 ? response.json() : undefined;
  };
  const askAll = async (kind: string, ids: readonly string[]): Promise<readonly unknown[]> => {
    const found = await Promise.all(ids.map((id) => ask(`${kind}/${id}`)));
    return found.filter((one) => one !== undefined);
  };
  const rows = many(at(await ask('run/list/limit/10000'), 'runs', 'run'));
  const runs = await askAll('run', different(rows.map((row) => at(row, 'run_id'))));
  const named: Record<string, { named: number; had: number }> = {};
  let tasks: readonly unknown[] = [];
  for (const kind of ['flow', 'task', 'setup']) {
    const ids = different(runs.map((run) => at(run, 'run', `${kind}_id`)));
    const found = await askAll(kind, ids);
    named[kind] = { named: ids.length, had: found.length };
    if (kind === 'task') tasks = found;
  }
  const inputs = tasks.flatMap((task) => many(at(task, 'task', 'input')));
  const ofTasks = different(inputs.map((input) => at(input, 'data_set', 'data_set_id')));
  const data = runs.flatMap((run) => many(at(run, 'run', 'input_data', 'dataset')));
  const ofRuns = different(data.map((dataset) => at(dataset, 'did')));
  return {
    runs: rows.length,
    named,
    datasets: {
      ofTasks: ofTasks.length,
      ofRuns: ofRuns.length,
      together: different([...ofTasks, ...ofRuns]).length,
    },
    lists: {
      flow: many(at(await ask('flow/list'), 'flows', 'flow')).length,
      task: many(at(await ask('task/list/status/all'), 'tasks', 'task')).length,
      data: many(at(await ask('data/list/status/all'), 'data', 'dataset')).length,
    },
  };
}
