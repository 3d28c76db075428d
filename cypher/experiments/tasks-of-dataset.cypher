// title: Tasks of a dataset
// question: Which tasks are defined on this dataset, of which type, and how many runs achieve each?
// param id: id — the dataset, e.g. openml:dataset/61
// param limit: integer = 100 — rows at most
// example: {"id": "openml:dataset/61"}
// columns: task, type, runs
MATCH (d:Dataset {id: $id})<-[:DEFINED_ON]-(t:Task)
OPTIONAL MATCH (t)-[:TASK_TYPE]->(k:DefinedTerm)
WITH t, k
OPTIONAL MATCH (t)<-[:ACHIEVES]-(r:Run)
WITH t.id AS task, k.name AS type, count(DISTINCT r.uri) AS runs
RETURN task, type, runs
ORDER BY runs DESC, task, type LIMIT $limit
