/** One dataset, described in the forms that Croissant documents of the Hub come in. All made up. */
export const croissantRequest = 'https://huggingface.co/api/datasets/acme/digits/croissant';

interface Dialect {
  readonly schema: string;
  readonly croissant: string;
  /** 0.8 names parts by `name` and states no standard. */
  readonly version: '0.8' | '1.0' | '1.1';
}

const https = 'https://schema.org/';
const http = 'http://schema.org/';
const cr = 'http://mlcommons.org/croissant/';

function part({ version }: Dialect, kind: 'FileObject' | 'FileSet', name: string, fields: object): object {
  const prefix = version === '0.8' ? 'sc' : 'cr';
  return { '@type': `${prefix}:${kind}`, ...(version === '0.8' ? {} : { '@id': name }), name, ...fields };
}

/** Keys as the Hub writes them. */
export function document(dialect: Dialect): Record<string, unknown> {
  const { schema, croissant, version } = dialect;
  const inside = version === '0.8' ? 'repo' : { '@id': 'repo' };
  return {
    '@context': { '@language': 'en', '@vocab': schema, sc: schema, cr: croissant, dct: 'http://purl.org/dc/terms/' },
    '@type': 'sc:Dataset',
    name: 'digits',
    description: 'Digits from nought to nine.',
    ...(version === '0.8' ? {} : { conformsTo: `${cr}${version}` }),
    license: 'https://choosealicense.com/licenses/cc-by-4.0/',
    url: 'https://huggingface.co/datasets/acme/digits',
    creator: { '@type': 'sc:Organization', name: 'Acme', url: 'https://huggingface.co/acme' },
    distribution: [
      part(dialect, 'FileObject', 'repo', {
        contentUrl: 'https://huggingface.co/datasets/acme/digits/tree/refs%2Fconvert%2Fparquet',
        encodingFormat: 'git+https',
        sha256: 'https://github.com/mlcommons/croissant/issues/80',
      }),
      part(dialect, 'FileSet', 'parquet-files', {
        containedIn: inside,
        encodingFormat: 'application/x-parquet',
        includes: '*/*/*.parquet',
      }),
    ],
    recordSet: [{ '@type': 'cr:RecordSet', name: 'default', field: [{ '@type': 'cr:Field', name: 'image' }] }],
  };
}

/** Every key and class by its full address. */
function spelledOut(document: Record<string, unknown>, schema: string): Record<string, unknown> {
  const own = new Set(['recordSet', 'field', 'containedIn', 'includes', 'FileObject', 'FileSet', 'RecordSet', 'Field']);
  const full = (key: string): string => {
    if (key.startsWith('@')) return key;
    const name = key.replace(/^(?:sc|cr):/, '');
    if (name === 'conformsTo') return `http://purl.org/dc/terms/${name}`;
    return (own.has(name) ? cr : schema) + name;
  };
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, held]) => [full(key), key === '@type' ? full(String(held)) : walk(held)]),
    );
  };
  const { '@context': _context, ...rest } = document;
  return walk(rest) as Record<string, unknown>;
}

const oneDotOne: Dialect = { schema: https, croissant: cr, version: '1.1' };

/** Forms that say the same. */
export const equalForms: Readonly<Record<string, unknown>> = {
  'of 0.8, https': document({ schema: https, croissant: 'http://mlcommons.org/schema/', version: '0.8' }),
  'of 0.8, http': document({ schema: http, croissant: 'http://mlcommons.org/schema/', version: '0.8' }),
  'of 1.0, https': document({ schema: https, croissant: cr, version: '1.0' }),
  'of 1.0, http': document({ schema: http, croissant: cr, version: '1.0' }),
  'of 1.1, https': document(oneDotOne),
  'wrapped in an answer': { croissant: document(oneDotOne) },
  'in a graph': { '@context': {}, '@graph': [{ '@type': 'Person', name: 'x' }, document(oneDotOne)] },
  'in a list': [document(oneDotOne)],
  'spelled out, https': spelledOut(document(oneDotOne), https),
  'spelled out, http': spelledOut(document(oneDotOne), http),
};

/** 3.7 MB: thousands of configurations, a file set and a record set for each. */
export function hugeDocument(): Record<string, unknown> {
  const configs = Array.from({ length: 9000 }, (_, i) => `config-${i}`);
  const base = document(oneDotOne);
  return {
    ...base,
    distribution: [
      ...(base['distribution'] as object[]),
      ...configs.map((name) =>
        part(oneDotOne, 'FileSet', `parquet-files-for-${name}`, { includes: `${name}/*.parquet` }),
      ),
    ],
    recordSet: configs.map((name) => ({
      '@type': 'cr:RecordSet',
      '@id': name,
      description: `Subset ${name} of a dataset that has very many of them, as some have.`,
      field: ['image', 'label'].map((field) => ({
        '@type': 'cr:Field',
        '@id': `${name}/${field}`,
        dataType: 'sc:Text',
      })),
    })),
  };
}

/** Rows of the data stand in the document, under names of columns that are data themselves. */
export function documentWithRows(): Record<string, unknown> {
  const row = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`person${i}@example.org`, 'x'.repeat(40)]));
  return {
    ...document(oneDotOne),
    recordSet: [
      { '@type': 'cr:RecordSet', '@id': 'default', name: 'default', data: Array.from({ length: 250 }, () => row) },
      { '@type': 'cr:RecordSet', '@id': 'splits', name: 'splits', examples: [row] },
    ],
  };
}
