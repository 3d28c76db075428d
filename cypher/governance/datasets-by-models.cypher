// title: Datasets by number of models
// question: Which datasets do most models say they were trained on?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, name, models, resolved
MATCH (m:MLModel)-[:TRAINED_ON]->(d:Dataset)
WITH d, count(DISTINCT m.uri) AS models
RETURN d.id AS id, d.name AS name, models, coalesce(d.resolved, false) AS resolved
ORDER BY models DESC, id LIMIT $limit
