import { mintSoftware } from '../../../ontology/iri.ts';
import type { OmlText } from '../document.ts';
import type { Thing } from './thing.ts';

/** The kind of package is read from how the version is written. */
const inferred = 0.7;
const most = 100;

/**
 * What a flow needs: the text, and the packages in it. Two forms are in use: of pip (`numpy>=1.6.1`), and that of the R
 * package (`R_3.6.1, mlr_2.14.0`). Prose names no packages.
 */
export function sayDependencies(flow: Thing, found: OmlText | undefined): void {
  if (found === undefined) return;
  flow.tellText('dependencies', found);
  const parts = found.value.split(/[,;\n]/, most).map((part) => part.trim());
  const isOfR = parts.some((part) => /^R_\d/.test(part));
  for (const part of parts) {
    const iri = packageIn(part, isOfR);
    if (iri === undefined) continue;
    const witness = { method: 'openml-api', pointer: found.pointer, literal: part, confidence: inferred } as const;
    flow.say('softwareRequirements', iri, witness);
  }
}

function packageIn(part: string, isOfR: boolean): string | undefined {
  const [, ofPip] = /^([A-Za-z][\w.-]{0,100}) {0,3}(?:===?|>=|<=|~=|!=|>|<)/.exec(part) ?? [];
  if (ofPip !== undefined) return mintSoftware('pypi', pipNames.get(ofPip.toLowerCase()) ?? ofPip.toLowerCase());
  const [, versioned] = /^([A-Za-z][\w.-]{0,100}?)[_-]v?\d[\w.+-]{0,40}$/.exec(part) ?? [];
  if (versioned === undefined) return undefined;
  return mintSoftware(isOfR && versioned !== 'R' ? 'cran' : 'generic', versioned);
}

/** What is imported under another name than it is installed by. */
const pipNames: ReadonlyMap<string, string> = new Map([['sklearn', 'scikit-learn']]);
