import { licensesInCypher } from '../../../cypher/license-lists.ts';
import { relationshipType } from '../../../ontology/define.ts';
import { lineageTypes } from '../../../ontology/model.ts';
import type { Severity } from '../../../ontology/shape-rules.ts';

/** A question to the whole graph whose every row is a finding. Runs unchanged on both engines. */
export interface Audit {
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** Binds `n`, the thing, and `detail`, what is wrong with it as text or null. */
  readonly match: string;
}

const lineage = lineageTypes.join('|');
/** Terms are those of the curated table, put in as lists of licences; of others nothing is judged. */
const dropped = (asked: string, isDropped: string): string =>
  licensesInCypher(`MATCH (up:License) WHERE ${asked} WITH up MATCH (a:MLModel)-[:LICENSE]->(up)
     WITH up, a MATCH (n:MLModel)-[:${lineage}*1..10]->(a) WHERE n.uri <> a.uri WITH DISTINCT n, a, up
     MATCH (n)-[:LICENSE]->(own:License) WHERE ${isDropped}
     WITH n, a.id + ' ' + up.name + ' → ' + own.name AS detail`);

/** What only the whole graph shows. Numbers are those of the reference; cycles are found apart, see `lineage-cycles.ts`. */
export const audits: readonly Audit[] = [
  {
    name: 'A2-non-commercial-dropped',
    severity: 'Warning',
    message: 'the licence of an ancestor forbids commercial use, and the one that is stated here allows it',
    match: dropped('up.id IN ${NON_COMMERCIAL_LICENSES}', 'own.id IN ${COMMERCIAL_LICENSES}'),
  },
  {
    name: 'A3-share-alike-dropped',
    severity: 'Warning',
    message:
      'the licence of an ancestor asks for the same licence and a permissive one is stated, or it allows no derivatives',
    match: dropped(
      'up.id IN ${SHARE_ALIKE_LICENSES} OR up.id IN ${NO_DERIVATIVES_LICENSES}',
      'own.id IN ${PERMISSIVE_LICENSES} OR up.id IN ${NO_DERIVATIVES_LICENSES} AND own.uri <> up.uri',
    ),
  },
  {
    name: 'A5-relationship-without-evidence',
    severity: 'Violation',
    message: 'a relationship that does not say how, from which record and where it is known',
    match: `MATCH (n:Resource)-[r]->(other:Resource)
     WHERE NOT type(r) IN ['DESCRIBED_BY', 'WAS_DERIVED_FROM', 'WAS_GENERATED_BY', 'WAS_ASSOCIATED_WITH']
       AND (r.method IS NULL OR r.confidence IS NULL OR r.evidenceCount IS NULL OR r.source IS NULL
         OR r.method <> 'curated' AND (r.resource IS NULL OR r.run IS NULL OR r.record IS NULL OR r.pointer IS NULL OR r.firstSeen IS NULL))
     WITH n, type(r) + ' ' + other.id AS detail`,
  },
  {
    name: 'A6-same-source-id',
    severity: 'Warning',
    message: 'two things of one class that have one lasting id of their source',
    match: `MATCH (m:Resource) WHERE m.sourceId IS NOT NULL AND coalesce(m.removed, false) = false AND (m:MLModel OR m:Dataset)
     WITH m.sourceId AS sourceId, m:MLModel AS isModel, min(m.uri) AS first, count(*) AS held WHERE held > 1
     MATCH (n:Resource {uri: first}) WITH n, sourceId AS detail`,
  },
  {
    name: 'A6-same-identifier',
    severity: 'Warning',
    message: 'two papers that have one identifier',
    match: `MATCH (m:ScholarlyArticle) UNWIND coalesce(m.identifier, []) AS identifier
     WITH identifier, min(m.uri) AS first, count(DISTINCT m.uri) AS held WHERE held > 1
     MATCH (n:Resource {uri: first}) WITH n, identifier AS detail`,
  },
  {
    name: 'A7-value-out-of-range',
    severity: 'Warning',
    message: 'a value of an evaluation outside the range it is given',
    match: `MATCH (n:PropertyValue) WHERE n.value < n.minValue OR n.value > n.maxValue WITH n, null AS detail`,
  },
  {
    name: 'A9-evaluation-of-another',
    severity: 'Violation',
    message: 'an evaluation of a model that does not name the model',
    match: `MATCH (n:MLModel)-[:HAS_EVALUATION]->(e:MLModelEvaluation)
     WHERE NOT EXISTS { (e)-[:${relationshipType('evaluatedMLModel')}]->(:MLModel) } WITH n, e.id AS detail`,
  },
  {
    name: 'A10-model-and-dataset',
    severity: 'Violation',
    message: 'a model and a data set in one',
    match: `MATCH (n:MLModel) WHERE n:Dataset WITH n, null AS detail`,
  },
  {
    name: 'A11-without-open-account',
    severity: 'Violation',
    message: 'described, not gone, and no account of it holds',
    match: `MATCH (n:Resource)-[:DESCRIBED_BY]->(d:Description) WHERE n.resolved = true AND coalesce(n.removed, false) = false
     WITH n, count(CASE WHEN d.validTo IS NULL THEN 1 END) AS open WHERE open = 0 WITH n, null AS detail`,
  },
  {
    name: 'A12-parent-is-gone',
    severity: 'Info',
    message: 'derives from a model that its source no longer has',
    match: `MATCH (n:MLModel)-[:${lineage}]->(p:MLModel) WHERE p.removed = true WITH DISTINCT n, p.id AS detail`,
  },
  {
    name: 'A13-redirect-to-nothing',
    severity: 'Violation',
    message: 'another name of something that is itself another name',
    match: `MATCH (n:Resource)-[:REDIRECTS_TO]->(:Resource)-[:REDIRECTS_TO]->(last:Resource) WITH DISTINCT n, last.id AS detail`,
  },
];
