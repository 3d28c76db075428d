import { assertionStatements, type Witness, witnessesOfAccount } from '../../../graph/rdf/assertions.ts';
import { nodeStatements, type RdfNode } from '../../../graph/rdf/node-statements.ts';
import { focusNodes } from '../../../graph/shacl/focus-node.ts';
import { type Finding, Judge } from '../../../graph/shacl/judge.ts';
import type { EntityDefinition } from '../../../ontology/define.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { identify, mintProvenanceGraph } from '../../../ontology/iri.ts';
import { entities, entityOf } from '../../../ontology/model.ts';
import { allShapes } from '../../../ontology/shapes.ts';
import { auditAccount, soundAccount } from './account-audits.ts';
import type { Detail, Place } from './detail.ts';
import { findingMessage } from './finding-message.ts';
import { placeOf } from './places.ts';
import { runThings } from './run-things.ts';
import { nodeOfThing } from './thing-node.ts';

export interface ValidateRunOptions {
  readonly signal?: AbortSignal;
  /** Bytes of mapped entities whose places are held at once. */
  readonly partBytes?: number;
  readonly onFinding: (detail: Detail) => void | Promise<void>;
}

export interface RunValidated {
  readonly things: number;
  readonly accounts: number;
  /** Statements that were judged, evidence left out. */
  readonly statements: number;
}

/**
 * Judges what a run tells by the shapes: each thing as the graph would hold it, and each witness. Reads the run folder alone,
 * in bounded memory.
 * @throws StemmaError STEMMA_RUN when the run is not mapped, STEMMA_CANCELLED
 */
export async function validateRun(dataDir: string, run: string, options: ValidateRunOptions): Promise<RunValidated> {
  const things = await runThings(dataDir, run, options);
  const judge = new Judge(allShapes(), (iri) => classesOf(iri, things.labels.get(iri)));
  const witnesses = new WitnessJudge(judge);
  const count = { things: 0, accounts: 0, statements: 0 };
  try {
    for await (const window of things.windows) {
      for (const thing of window) {
        const node = nodeOfThing({ ...thing, accounts: thing.accounts.map(soundAccount) });
        const statements = nodeStatements(node);
        count.things += 1;
        count.accounts += thing.accounts.length;
        count.statements += statements.length;
        const findings = focusNodes(statements).flatMap((focus) => judge.findings(focus));
        for (const finding of findings)
          await options.onFinding(detailOf(finding, placeOf(node, thing.accounts, finding.path, finding.value)));
        for (const account of thing.accounts) {
          for (const detail of [...auditAccount(account), ...witnesses.details(account, node)])
            await options.onFinding(detail);
        }
      }
    }
  } finally {
    await things.close();
  }
  return count;
}

const everyClass: readonly string[] = Object.values<EntityDefinition>(entities).map(({ iri }) => iri);

/** Of an IRI that is none of ours nothing is known; the loader takes it for what the property asks. */
export function classesOf(iri: string, told: Iterable<string> = []): readonly string[] {
  const label = identify(iri)?.label;
  if (label === undefined) return everyClass;
  return [label, ...told].flatMap((one) => entityOf(one)?.iri ?? []);
}

export function detailOf(finding: Finding, place: Place | undefined): Detail {
  const { shape, focus, path, value, component } = finding;
  return {
    rule: shape.name,
    kind: 'shape',
    severity: shape.severity,
    message: findingMessage(finding),
    focus,
    id: identify(focus)?.id ?? focus,
    ...(path === undefined ? {} : { path }),
    ...(value === undefined ? {} : { value }),
    component,
    ...(place === undefined ? {} : { place }),
  };
}

/** Judges witnesses as assertions. There are millions and few kinds: those that differ in nothing shapes look at are one. */
class WitnessJudge {
  readonly #judge: Judge;
  readonly #right = new Set<string>();

  constructor(judge: Judge) {
    this.#judge = judge;
  }

  details(account: EntityLine, { properties }: RdfNode): readonly Detail[] {
    return witnessesOfAccount(account, properties).flatMap((witness) => {
      const kind = kindOf(witness);
      if (this.#right.has(kind)) return [];
      const focus = focusNodes(assertionStatements(witness, { graph: mintProvenanceGraph() }));
      const findings = focus.flatMap((one) => this.#judge.findings(one));
      if (findings.length === 0) this.#right.add(kind);
      const { source = '', run = '', record = '', pointer = '', literal } = witness;
      const { file, offset, length } = account.origin;
      const place = { source, run, record, pointer, file, offset, length };
      return findings.map((one) => detailOf(one, literal === undefined ? place : { ...place, literal }));
    });
  }
}

function kindOf({ method, confidence, source, resource, run, record, time, predicate }: Witness): string {
  return [method, confidence, source, resource, run, record === undefined, time === undefined, predicate].join(' ');
}
