// title: Training data without a licence
// question: Which described datasets that models were trained on state no licence?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, models
MATCH (m:MLModel)-[:TRAINED_ON]->(d:Dataset)
WHERE d.resolved = true AND NOT EXISTS { (d)-[:LICENSE]->(:License) }
WITH d, count(DISTINCT m.uri) AS models
RETURN d.id AS id, models
ORDER BY models DESC, id LIMIT $limit
