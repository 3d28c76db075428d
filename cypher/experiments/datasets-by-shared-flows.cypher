// title: Datasets that share flows
// question: On which other datasets were the flows run that were run on this one? Those with most in common first.
// param id: id — the dataset, e.g. openml:dataset/61
// param limit: integer = 100 — rows at most
// example: {"id": "openml:dataset/71"}
// sample: {"id": "openml:dataset/61"}
// columns: dataset, name, flows
MATCH (r:Run)-[:ACHIEVES]->(t:Task)-[:DEFINED_ON]->(d:Dataset {id: $id})
WITH DISTINCT r
MATCH (r)-[:EXECUTES]->(f:Flow)
WITH DISTINCT f
MATCH (o:Run)-[:EXECUTES]->(f)
WITH f, o
MATCH (o)-[:ACHIEVES]->(u:Task)-[:DEFINED_ON]->(other:Dataset)
WHERE other.id <> $id
WITH DISTINCT other, f
WITH other, count(f) AS flows
RETURN other.id AS dataset, other.name AS name, flows
ORDER BY flows DESC, dataset LIMIT $limit
