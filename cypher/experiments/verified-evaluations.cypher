// title: Evaluations that others verified
// question: Which results does somebody other than the model's author vouch for?
// param limit: integer = 100 — rows at most
// example: {}
// columns: model, dataset, split, measure, value, verification
MATCH (m:MLModel)<-[:EVALUATED_MLMODEL]-(e:MLModelEvaluation)-[:EVALUATION_DATASET]->(d:Dataset)
WHERE e.verification IN ['platform-verified', 'server-computed']
MATCH (e)-[:EVALUATION_METRICS]->(v:PropertyValue)
RETURN m.id AS model, d.id AS dataset, e.splitName AS split, v.name AS measure, v.value AS value, e.verification AS verification
ORDER BY model, dataset, split, measure, value LIMIT $limit
