import { substituteLineage } from '../../../cypher/index.ts';

/** A question of the guide. */
export interface BrowserQuery {
  readonly title: string;
  readonly cypher: string;
}

/** One page of the guide. */
export interface Slide {
  readonly title: string;
  /** Paragraphs, plain text. */
  readonly text: readonly string[];
  readonly queries: readonly BrowserQuery[];
}

/** A model with many direct children, so that a page needs no id; with no lineage at all it gives nothing. */
const largest = `MATCH (base:MLModel)<-[r:\${LINEAGE}]-(:MLModel)
WITH base, count(r) AS children ORDER BY children DESC, base.id LIMIT 1`;

/** One model that somebody describes and that names a parent. */
const derived = `MATCH (m:MLModel)-[:\${LINEAGE}]->(:MLModel) WHERE m.resolved
WITH m LIMIT 1`;

const told: readonly Slide[] = [
  {
    title: 'Stemma: the family tree of models',
    text: [
      'Every node and every edge here was read from a source and can be followed back to the bytes it was read from.',
      'A click on a block of Cypher writes it into the editor; run it there. Nothing on these pages changes the graph.',
    ],
    queries: [
      {
        title: 'What is in the graph',
        cypher: `MATCH (n:Resource)
UNWIND [label IN labels(n) WHERE label <> 'Resource'] AS class
RETURN class, count(*) AS things ORDER BY things DESC`,
      },
      {
        title: 'How things are connected',
        cypher: 'MATCH ()-[r]->() RETURN type(r) AS relationship, count(*) AS times ORDER BY times DESC',
      },
    ],
  },
  {
    title: 'Families',
    text: [
      'A model made from another points at it, child to parent: fine-tuned, quantized, merged, an adapter, or based on it with no kind stated.',
      'Double-click a node to see its neighbours.',
    ],
    queries: [
      {
        title: 'The models with most direct children',
        cypher: `MATCH (base:MLModel)<-[r:\${LINEAGE}]-(:MLModel)
RETURN base.id AS base, count(r) AS children ORDER BY children DESC, base LIMIT 25`,
      },
      {
        title: 'The largest family, two generations of it',
        cypher: `${largest}
MATCH p = (base)<-[:\${LINEAGE}*1..2]-(:MLModel)
RETURN p LIMIT 75`,
      },
      {
        title: 'Long lines, from the youngest to the eldest',
        cypher: `MATCH p = (m:MLModel)-[:\${LINEAGE}*4..8]->(root:MLModel)
WHERE NOT (root)-[:\${LINEAGE}]->(:MLModel) AND NOT (m)<-[:\${LINEAGE}]-(:MLModel)
RETURN p LIMIT 10`,
      },
      {
        title: 'One long line, with licences, tasks and data',
        cypher: `MATCH p = (m:MLModel)-[:\${LINEAGE}*4..8]->(root:MLModel)
WHERE NOT (root)-[:\${LINEAGE}]->(:MLModel) AND NOT (m)<-[:\${LINEAGE}]-(:MLModel)
WITH p LIMIT 1
UNWIND nodes(p) AS n
OPTIONAL MATCH q = (n)-[:LICENSE|ML_TASK|TRAINED_ON|CITATION|SHARED_BY]->()
RETURN p, q LIMIT 60`,
      },
      {
        title: 'Merges, with all their parents',
        cypher: 'MATCH p = (:MLModel)-[:MERGED_FROM]->(:MLModel) RETURN p LIMIT 60',
      },
    ],
  },
  {
    title: 'One model by its id',
    text: [
      'Ids are short and unique: hf:organization/name for a model of the Hub, openml:flow/61, bioimageio:alias.',
      'Set the parameter once, then ask. (:param wants a line of its own.)',
    ],
    queries: [
      { title: 'Choose a model', cypher: `:param id => 'hf:Qwen/Qwen3-1.7B'` },
      {
        title: 'Its ancestors and descendants',
        cypher: `MATCH (m:MLModel {id: $id})
OPTIONAL MATCH up = (m)-[:\${LINEAGE}*1..10]->(:MLModel)
OPTIONAL MATCH down = (m)<-[:\${LINEAGE}*1..2]-(:MLModel)
RETURN m, up, down LIMIT 100`,
      },
      {
        title: 'What is said of it: licence, tasks, training data, papers, people',
        cypher: `MATCH p = (m:MLModel {id: $id})-[:LICENSE|ML_TASK|LIBRARY|TRAINED_ON|CITATION|SHARED_BY|IN_LANGUAGE]->(n)
RETURN p LIMIT 100`,
      },
    ],
  },
  {
    title: 'Who says so',
    text: [
      'An edge carries its evidence: method, confidence, how many witnesses, the run, the record, the pointer into it, and since when.',
      'A described node leads to its Description, the response it was read from, the run and the program.',
    ],
    queries: [
      {
        title: 'Edges with their evidence',
        cypher: `MATCH (child:MLModel)-[r:\${LINEAGE}]->(parent:MLModel)
RETURN child.id AS child, type(r) AS kind, parent.id AS parent, r.method AS method, r.confidence AS confidence,
  r.evidenceCount AS witnesses, r.record AS record, r.pointer AS pointer, r.firstSeen AS since
ORDER BY confidence, child LIMIT 50`,
      },
      {
        title: 'From a model to the bytes',
        cypher: `${derived}
MATCH p = (m)-[:DESCRIBED_BY]->(:Description)-[:WAS_DERIVED_FROM]->(:RawRecord)-[:WAS_GENERATED_BY]->(:ExtractionRun)-[:WAS_ASSOCIATED_WITH]->(:SoftwareAgent)
RETURN p LIMIT 5`,
      },
      {
        title: 'The least certain parents',
        cypher: `MATCH p = (:MLModel)-[r:\${LINEAGE}]->(:MLModel) WHERE r.confidence < 0.9
RETURN p ORDER BY r.confidence LIMIT 40`,
      },
    ],
  },
  {
    title: 'Licences along the line',
    text: [
      'A model without a licence has none here: nothing is filled in. Whether a derivative may be used as stated asks for more than two licences beside each other: stemma license.',
    ],
    queries: [
      {
        title: 'Children under another licence than their parent',
        cypher: `MATCH p = (theirs:License)<-[:LICENSE]-(:MLModel)-[:\${LINEAGE}]->(:MLModel)-[:LICENSE]->(its:License)
WHERE theirs <> its
RETURN p LIMIT 40`,
      },
      {
        title: 'Children without a licence, of parents that have one',
        cypher: `MATCH (child:MLModel)-[r:\${LINEAGE}]->(parent:MLModel)-[:LICENSE]->(license:License)
WHERE child.resolved AND NOT (child)-[:LICENSE]->(:License)
RETURN child.id AS child, type(r) AS kind, parent.id AS parent, license.id AS parentLicense ORDER BY child LIMIT 50`,
      },
    ],
  },
  {
    title: 'Data, papers and evaluations',
    text: ['What a card only mentions in its prose is MENTIONS: neither parent nor training data.'],
    queries: [
      {
        title: 'Trained on',
        cypher: 'MATCH p = (:MLModel)-[:TRAINED_ON]->(:Dataset) RETURN p LIMIT 75',
      },
      {
        title: 'Papers that several models name',
        cypher: `MATCH (paper:ScholarlyArticle)<-[:CITATION]-(m:MLModel)
WITH paper, count(m) AS models WHERE models > 1
WITH paper ORDER BY models DESC, paper.id LIMIT 5
MATCH p = (paper)<-[:CITATION]-(:MLModel)
RETURN p LIMIT 60`,
      },
      {
        title: 'Evaluations and their figures',
        cypher: `MATCH p = (m:MLModel)-[:HAS_EVALUATION]->(:MLModelEvaluation)-[:EVALUATION_METRICS]->(:PropertyValue)
RETURN p LIMIT 40`,
      },
    ],
  },
  {
    title: 'What is not known',
    text: [
      'resolved: false is a name that somebody uses and nobody has described yet. removed: true was there and is gone; its children keep their ancestors.',
    ],
    queries: [
      {
        title: 'Parents that nobody has described',
        cypher: `MATCH (missing:MLModel)<-[:\${LINEAGE}]-(child:MLModel) WHERE NOT missing.resolved
WITH missing, count(child) AS children ORDER BY children DESC, missing.id LIMIT 10
MATCH p = (missing)<-[:\${LINEAGE}]-(:MLModel)
RETURN p LIMIT 60`,
      },
      {
        title: 'Things that are gone',
        cypher: `MATCH (gone:Resource) WHERE gone.removed
RETURN gone.id AS id, gone.lastSeen AS lastSeen ORDER BY lastSeen DESC LIMIT 50`,
      },
    ],
  },
  {
    title: 'Other sources',
    text: [
      'OpenML: a run executes a flow with settings, for a task that is defined on a dataset. BioImage.IO: models with their papers, data and people.',
    ],
    queries: [
      {
        title: 'Runs, flows, tasks and datasets',
        cypher: `MATCH p = (:Flow)<-[:EXECUTES]-(:Run)-[:ACHIEVES]->(:Task)-[:DEFINED_ON]->(:Dataset)
RETURN p LIMIT 30`,
      },
      {
        title: 'Bioimage models and what they were trained on',
        cypher: `MATCH p = (m:MLModel)-[:TRAINED_ON]->(:Dataset) WHERE m.id STARTS WITH 'bioimageio:'
RETURN p LIMIT 30`,
      },
      {
        title: 'The runs that filled this graph',
        cypher: 'MATCH p = (:ExtractionRun)-[:WAS_ASSOCIATED_WITH]->(:SoftwareAgent) RETURN p LIMIT 25',
      },
    ],
  },
];

/** The guide of Neo4j Browser, page by page; every query is bounded and reads only. */
export const slides: readonly Slide[] = told.map((slide) => ({
  ...slide,
  queries: slide.queries.map(({ title, cypher }) => ({ title, cypher: substituteLineage(cypher) })),
}));
