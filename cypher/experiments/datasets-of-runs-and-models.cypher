// title: Datasets of runs and models
// question: Which datasets were used by runs, and how many models declare them, or their counterpart on another hub, for training or testing? Namesakes share the name alone.
// param limit: integer = 100 — rows at most
// example: {}
// columns: dataset, name, runs, models, counterparts, namesakes
MATCH (r:Run)-[:HAS_INPUT]->(d:Dataset)
WITH d, count(DISTINCT r) AS runs
OPTIONAL MATCH (d)-[:SAME_WORK_AS]-(c:Dataset)
WITH d, runs, c ORDER BY c.id
WITH d, runs, collect(DISTINCT c) AS same
OPTIONAL MATCH (n:Dataset {name: d.name})
WITH d, runs, same, CASE WHEN n.uri = d.uri OR n IN same THEN null ELSE n.id END AS namesake ORDER BY namesake
WITH d, runs, same, collect(DISTINCT namesake) AS namesakes
UNWIND [d] + same AS one
OPTIONAL MATCH (m:MLModel)-[:TRAINED_ON|VALIDATED_ON|TESTED_ON|EVALUATED_ON]->(one)
WITH d, runs, same, namesakes, count(DISTINCT m) AS models
WITH d, runs, namesakes, [x IN same | x.id] AS counterparts, sum(models) AS models
RETURN d.id AS dataset, d.name AS name, runs, models, counterparts, namesakes
ORDER BY models DESC, runs DESC, dataset LIMIT $limit
