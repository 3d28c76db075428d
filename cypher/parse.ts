import { StemmaError } from '../src/core/errors.ts';

/** `id` is a string that callers may give in any form a user knows; it reaches the engine as the short id. */
export const parameterTypes = ['id', 'string', 'integer', 'number', 'boolean', 'strings'] as const;
export type ParameterType = (typeof parameterTypes)[number];

export interface CatalogueParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly doc: string;
  /** Absent: the parameter must be given. */
  readonly default?: ParameterValue;
}
export type ParameterValue = string | number | boolean | readonly string[] | null;

/** What a `.cypher` file says of itself, and its statement. */
export interface CatalogueText {
  readonly title: string;
  readonly question: string;
  readonly parameters: readonly CatalogueParameter[];
  readonly example: Readonly<Record<string, unknown>>;
  /** Parameters that ask of the graph of `stemma demo`; where the header gives none, those of the example. */
  readonly sample: Readonly<Record<string, unknown>>;
  readonly columns: readonly string[];
  /** The statement alone, without the header. */
  readonly cypher: string;
}

const parameterLine = /^(\w+): (\w+)(?: = (.+?))? — (.+)$/u;

/**
 * Reads a catalogue file: `//` lines `title`, `question`, `param name: type = default — doc`, `example: {…}`,
 * `sample: {…}`, `columns: a, b`, then the statement. Anything else in the header is an error that names the file and the line.
 */
export function parseCatalogueFile(file: string, text: string): CatalogueText {
  const lines = text.split(/\r?\n/);
  const headerEnd = lines.findIndex((line) => !line.startsWith('//'));
  const header = lines.slice(0, headerEnd === -1 ? lines.length : headerEnd);
  const cypher = lines.slice(header.length).join('\n').trim();
  const single = new Map<string, string>();
  const parameters: CatalogueParameter[] = [];
  for (const [index, line] of header.entries()) {
    const [, key, rest] = /^\/\/ (title|question|example|sample|columns|param)(?:: | )(.+)$/.exec(line) ?? [];
    if (key === undefined || rest === undefined) throw malformed(file, index, 'is not a header line');
    if (key === 'param') parameters.push(parseParameter(file, index, rest));
    else if (single.has(key)) throw malformed(file, index, `gives ${key} twice`);
    else single.set(key, rest.trim());
  }
  const [title, question, columns] = ['title', 'question', 'columns'].map((key) => single.get(key));
  if (title === undefined || question === undefined || columns === undefined || cypher === '')
    throw malformed(file, header.length, 'needs title, question, columns and a statement above it');
  const example = single.get('example') ?? '{}';
  return {
    title,
    question,
    parameters,
    example: parseExample(file, example),
    sample: parseExample(file, single.get('sample') ?? example),
    columns: columns.split(',').map((column) => column.trim()),
    cypher,
  };
}

function parseParameter(file: string, index: number, text: string): CatalogueParameter {
  const [, name, type, initial, doc] = parameterLine.exec(text) ?? [];
  if (name === undefined || doc === undefined || !isParameterType(type))
    throw malformed(file, index, 'is not `param name: type = default — doc`');
  const parameter = { name, type, doc };
  if (initial === undefined) return parameter;
  const value = initial === 'null' ? null : fromText(type, initial);
  if (value === undefined) throw malformed(file, index, `has a default that is not ${described[type]}`);
  return { ...parameter, default: value };
}

function isParameterType(type: string | undefined): type is ParameterType {
  return parameterTypes.some((known) => known === type);
}

function parseExample(file: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StemmaError('STEMMA_INTERNAL', `${file}: the example is not JSON`, { cause });
  }
}

function malformed(file: string, index: number, what: string): StemmaError {
  return new StemmaError('STEMMA_INTERNAL', `${file}: line ${index + 1} ${what}`);
}

/**
 * A value for a parameter, from text as typed on a command line or from JSON. Throws STEMMA_USAGE when it does not fit
 * the declared type; `null` fits only where the default is null.
 */
export function parseValue(parameter: CatalogueParameter, value: unknown): ParameterValue {
  if (parameter.default === null && (value === null || value === 'null')) return null;
  const parsed = typeof value === 'string' ? fromText(parameter.type, value) : fromJson(parameter.type, value);
  if (parsed !== undefined) return parsed;
  throw new StemmaError(
    'STEMMA_USAGE',
    `parameter ${parameter.name} must be ${described[parameter.type]}, not ${JSON.stringify(value) ?? String(value)}`,
  );
}

const described: Record<ParameterType, string> = {
  id: 'an id',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  strings: 'a list of strings, separated by commas',
};

function fromText(type: ParameterType, text: string): ParameterValue | undefined {
  switch (type) {
    case 'id':
    case 'string':
      return text;
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'strings':
      return text.split(',').map((part) => part.trim());
  }
}

function fromJson(type: ParameterType, value: unknown): ParameterValue | undefined {
  if (type === 'integer') return Number.isSafeInteger(value) ? Number(value) : undefined;
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'strings')
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : undefined;
  // `id=12` on a command line is a number to whoever reads JSON first.
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
