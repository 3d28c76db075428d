// title: Runs of a flow
// question: Which runs executed this flow, on which task and data?
// param id: id — the flow, e.g. openml:flow/4253
// param limit: integer = 1000 — rows at most
// example: {"id": "openml:flow/7"}
// sample: {"id": "openml:flow/5270"}
// columns: run, task, dataset, datasetName, published, error
MATCH (r:Run)-[:EXECUTES]->(f:Flow {id: $id})
WITH DISTINCT r
OPTIONAL MATCH (r)-[:ACHIEVES]->(t:Task)
WITH r, t
OPTIONAL MATCH (t)-[:DEFINED_ON]->(d:Dataset)
RETURN r.id AS run, t.id AS task, d.id AS dataset, d.name AS datasetName, r.datePublished AS published, r.errorMessage AS error
ORDER BY run, task, dataset LIMIT $limit
