import type { IssueLine } from '../../../ontology/entity.ts';
import { hubTasks } from '../../../ontology/vocab/hub-terms.ts';
import { languageNamed } from '../../../ontology/vocab/languages.ts';
import { hubLicenseTags, licenseOfText } from '../../../ontology/vocab/licenses.ts';
import { nearest } from '../../core/nearest.ts';
import { readLines } from '../../core/ndjson.ts';
import { issuesPath } from '../../core/run/run-paths.ts';
import { ownerOf } from './read-things.ts';

/** Something a card or record says that cannot be used, and what could stand there. */
export interface Fault {
  readonly code: string;
  readonly id: string;
  readonly message: string;
  readonly literal?: string;
  /** RFC 6901 JSON Pointer into the record. */
  readonly pointer: string;
  readonly record: string;
  readonly fix: string;
}

/** What a run could not use, one by one. Faults that no owner can mend are left out. */
export async function* faultsOfRun(dataDir: string, run: string): AsyncGenerator<Fault> {
  for await (const { line } of readLines(issuesPath(dataDir, run))) {
    const { code, key, message, literal, pointer, record } = JSON.parse(line.toString()) as IssueLine;
    const fix = fixes[code]?.(literal ?? '', message);
    if (fix === undefined || key === undefined) continue;
    yield { code, id: key, message, ...(literal === undefined ? {} : { literal }), pointer, record, fix };
  }
}

export function ownerOfFault({ id }: Fault): string {
  return ownerOf(id);
}

const nameIt = 'name the model by its id on the Hub, or leave the field out';

/** By code of an issue: what could stand there instead. */
const fixes: Readonly<Record<string, (literal: string, message: string) => string>> = {
  'self-reference': () => 'name the model it was made from, or leave the field out',
  'local-path': pathFix,
  placeholder: () => nameIt,
  'not-an-id': () => 'name it by its id on the Hub: owner/name',
  'unusable-reference': () => 'name it by its id',
  'not-a-url': () => 'a whole address: https://…',
  'not-a-date': () => 'a date as YYYY-MM-DD',
  'unknown-license': licenseFix,
  'unknown-language': languageFix,
  'boolean-language': () => "put quotes around it: 'no' is Norwegian, no is false",
  'unknown-task': taskFix,
  'wrong-shape': (_literal, message) => message,
  'yaml-error': () => 'mend the front matter: it is not read as YAML',
  'yaml-unclosed': () => 'end the front matter with a line of ---',
  'no-name': () => 'give it a name',
  'no-description': () => 'give it a description',
};

/** Folders of caches are named after what was fetched: `models--owner--name`. */
function pathFix(literal: string): string {
  const [, owner, name] = /(?:^|[\\/])(?:models--)?([\w.-]+?)--([\w.-]+?)[\\/]?$/.exec(literal) ?? [];
  return owner === undefined || name === undefined ? nameIt : `${owner}/${name}, if that is meant`;
}

function licenseFix(literal: string): string {
  const meant = licenseOfText(literal);
  if (meant.kind === 'spdx') return `write ${meant.id.toLowerCase()}`;
  const near = nearest(literal, hubLicenseTags());
  const own = `\`license: other\` with \`license_name: ${literal}\` and \`license_link\``;
  return near === undefined ? own : `${near}, if that is meant; else ${own}`;
}

function languageFix(literal: string): string {
  const named = languageNamed(literal)?.tag;
  return named === undefined ? 'an ISO 639 code: en, pt-BR' : `${named}, if that is meant`;
}

function taskFix(literal: string): string {
  const codes = hubTasks().flatMap(({ code, legacy }) => (legacy ? [] : [code]));
  const near = nearest(literal, codes);
  return near === undefined ? 'one of the tasks of the Hub: https://huggingface.co/tasks' : `${near}, if that is meant`;
}
