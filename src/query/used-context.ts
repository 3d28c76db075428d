import { namespaces } from '../../ontology/namespaces.ts';

/** The part of a context that a JSON text uses: terms that stand in it as keys or classes, and all prefixes these need. */
export function usedContext(whole: Readonly<Record<string, unknown>>, text: string): Readonly<Record<string, unknown>> {
  const words = new Set(text.match(/"(?:[^"\\]|\\.)*"/g));
  const used = Object.entries(whole).filter(
    ([term]) => !term.startsWith('@') && !(term in namespaces) && words.has(JSON.stringify(term)),
  );
  const needed = `${JSON.stringify(used)}${text}`;
  const rest = Object.entries(whole).filter(
    ([term]) => term.startsWith('@') || (term in namespaces && needed.includes(`"${term}:`)),
  );
  return Object.fromEntries([...rest, ...used]);
}
