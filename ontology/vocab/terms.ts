import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/core/package-files.ts';
import { namespaces, type Prefix } from '../namespaces.ts';

/** The terms of one vocabulary, as it defines them. */
export interface TermList {
  readonly prefix: Prefix;
  readonly namespace: string;
  /** Which version, from where. */
  readonly origin: string;
  /** Full IRIs, sorted. */
  readonly terms: readonly string[];
}

/** Every vocabulary of which Stemma writes terms, but its own. */
const prefixes = (Object.keys(namespaces) as Prefix[]).filter((prefix) => prefix !== 'stemma');

/** What the vocabularies of others define, from the lists that ship with the package; nothing is fetched. */
export function termLists(): readonly TermList[] {
  return prefixes.map((prefix) => {
    const text = readFileSync(packageFile(`ontology/vocab/terms/${prefix}.txt`), 'utf8');
    const [namespace = '', origin = '', ...names] = text.trimEnd().split(/\r?\n/);
    const base = namespace.slice(2);
    return { prefix, namespace: base, origin: origin.slice(2), terms: names.map((name) => base + name) };
  });
}
