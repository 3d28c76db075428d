// title: Evaluations of a model
// question: On what was this model evaluated, and what came of it?
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/child"}
// sample: {"id": "hf:deepset/roberta-base-squad2"}
// columns: dataset, datasetName, split, measure, value, verification, evaluation
MATCH (m:MLModel {id: $id})<-[:EVALUATED_MLMODEL]-(e:MLModelEvaluation)
MATCH (e)-[:EVALUATION_METRICS]->(v:PropertyValue)
OPTIONAL MATCH (e)-[:EVALUATION_DATASET]->(d:Dataset)
RETURN d.id AS dataset, e.datasetName AS datasetName, e.splitName AS split, v.name AS measure, v.value AS value, coalesce(v.verification, e.verification) AS verification, e.id AS evaluation
ORDER BY dataset, datasetName, split, measure, value, evaluation LIMIT $limit
