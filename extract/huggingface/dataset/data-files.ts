/** Media types by the ending of a data file; of compressed files by what is inside. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['parquet', 'application/vnd.apache.parquet'],
  ['arrow', 'application/vnd.apache.arrow.file'],
  ['csv', 'text/csv'],
  ['tsv', 'text/tab-separated-values'],
  ['json', 'application/json'],
  ['jsonl', 'application/jsonl'],
  ['ndjson', 'application/x-ndjson'],
  ['txt', 'text/plain'],
  ['xml', 'application/xml'],
  ['zip', 'application/zip'],
  ['tar', 'application/x-tar'],
  ['tgz', 'application/gzip'],
  ['7z', 'application/x-7z-compressed'],
  ['rar', 'application/vnd.rar'],
  ['h5', 'application/x-hdf5'],
  ['hdf5', 'application/x-hdf5'],
  ['sqlite', 'application/vnd.sqlite3'],
]);
/** Data, but of no registered media type. */
const others: ReadonlySet<string> = new Set(['npy', 'npz', 'pkl', 'lance', 'mds', 'db']);
const compressions: ReadonlySet<string> = new Set(['gz', 'bz2', 'xz', 'zst']);

/** Files of the form that are no data, whatever their ending. */
const notData =
  /(?:^|\/)(?:dataset_infos?|dataset_dict|state|package|tokenizer|config)\.json$|(?:^|\/)(?:licen[cs]e|requirements|readme|robots)(?:\.\w+)?\.txt$|(?:^|\/)\./i;

export interface DataFile {
  readonly mediaType: string | undefined;
}

/** Whether a path of a dataset's repository is a file of data, by its name. Pictures and recordings are what data are made of. */
export function dataFileOf(path: string): DataFile | undefined {
  if (notData.test(path)) return undefined;
  const parts = path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .split('.');
  let ending = parts.length > 1 ? parts.pop() : undefined;
  if (ending !== undefined && compressions.has(ending)) {
    if (parts.length < 2) return { mediaType: undefined };
    ending = parts.pop();
    return ending !== undefined && isData(ending) ? { mediaType: mediaTypes.get(ending) } : undefined;
  }
  return ending !== undefined && isData(ending) ? { mediaType: mediaTypes.get(ending) } : undefined;
}

function isData(ending: string): boolean {
  return mediaTypes.has(ending) || others.has(ending);
}
