// title: Training data never evaluated on
// question: On which datasets were models trained but none evaluated?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, models
MATCH (m:MLModel)-[:TRAINED_ON]->(d:Dataset)
WITH d, count(DISTINCT m.uri) AS models
WHERE NOT EXISTS { (d)<-[:EVALUATION_DATASET]-(:MLModelEvaluation) }
RETURN d.id AS id, models
ORDER BY models DESC, id LIMIT $limit
