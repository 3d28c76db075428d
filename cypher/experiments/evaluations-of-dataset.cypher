// title: Models ranked on a dataset
// question: Which models were evaluated on this dataset, by which measure, with which value, and who vouches for it?
// param id: id — the dataset, e.g. hf:datasets/org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:datasets/acme/bench"}
// sample: {"id": "hf:datasets/rajpurkar/squad_v2"}
// columns: model, split, measure, value, verification
MATCH (d:Dataset {id: $id})<-[:EVALUATION_DATASET]-(e:MLModelEvaluation)-[:EVALUATED_MLMODEL]->(m:MLModel)
MATCH (e)-[:EVALUATION_METRICS]->(v:PropertyValue)
RETURN m.id AS model, e.splitName AS split, v.name AS measure, v.value AS value, coalesce(v.verification, e.verification) AS verification
ORDER BY measure, value DESC, model, split, verification LIMIT $limit
