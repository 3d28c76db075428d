const evidence =
  'r.method AS method, r.confidence AS confidence, r.record AS record, r.pointer AS pointer, r.literal AS literal';

/** Data of evaluations of a model, `uri`. */
export const evaluationsOf = `MATCH (m:MLModel {uri: $uri})-[:HAS_EVALUATION]->(e:MLModelEvaluation)
OPTIONAL MATCH (e)-[r:EVALUATION_DATASET]->(d:Dataset)
RETURN e.id AS evaluation, e.configName AS config, e.splitName AS split, d.id AS dataset, d.uri AS datasetUri,
  'EVALUATION_DATASET' AS type, e.id AS of, ${evidence}
ORDER BY evaluation, dataset`;

/** Data that a model says to be evaluated, tested or validated on. */
export const declaredDataOf = `MATCH (m:MLModel {uri: $uri})-[r:EVALUATED_ON|TESTED_ON|VALIDATED_ON]->(d:Dataset)
RETURN d.id AS dataset, d.uri AS datasetUri, type(r) AS type, m.id AS of, ${evidence}
ORDER BY type, dataset`;

/** Data that models, `uris`, are stated to be trained on. */
export const trainingDataOf = `UNWIND $uris AS wanted MATCH (m:MLModel {uri: wanted}) WITH m
MATCH (m)-[r:TRAINED_ON]->(d:Dataset)
RETURN m.id AS of, d.id AS dataset, d.uri AS datasetUri, type(r) AS type, ${evidence}
ORDER BY of, dataset`;

/** What datasets, `uris`, were made from, and what they are declared to be elsewhere. */
export const sourcesOfData = `UNWIND $uris AS wanted MATCH (near:Dataset {uri: wanted}) WITH near
MATCH (near)-[r:IS_BASED_ON]->(d:Dataset)
RETURN near.uri AS nearUri, near.id AS of, d.id AS dataset, d.uri AS datasetUri, type(r) AS type, ${evidence}
ORDER BY of, dataset`;

/** The same in both directions: who declares it does not matter. */
export const sameWorksOfData = `UNWIND $uris AS wanted MATCH (near:Dataset {uri: wanted}) WITH near
MATCH (near)-[r:SAME_WORK_AS]-(d:Dataset)
RETURN near.uri AS nearUri, near.id AS of, d.id AS dataset, d.uri AS datasetUri, type(r) AS type, ${evidence}
ORDER BY of, dataset`;
