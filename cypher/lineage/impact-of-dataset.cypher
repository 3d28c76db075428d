// title: Impact of a dataset
// question: Which models learnt from this dataset, and which are derived from those, up to 30 steps?
// param id: id — the dataset, e.g. hf:datasets/org/name
// param limit: integer = 10000 — rows at most
// example: {"id": "hf:datasets/acme/corpus"}
// sample: {"id": "hf:datasets/0xZee/dataset-CoT-Advanced-Calculus-268"}
// columns: id, name, depth, trained, resolved, removed
MATCH (t:MLModel)-[:TRAINED_ON]->(d:Dataset {id: $id})
WITH DISTINCT t AS n, 0 AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
MATCH p = (n)<-[:${LINEAGE}*0..5]-(m:MLModel)
WITH m AS n, min(steps + length(p)) AS steps
RETURN n.id AS id, n.name AS name, steps AS depth, steps = 0 AS trained, coalesce(n.resolved, false) AS resolved, coalesce(n.removed, false) AS removed
ORDER BY depth, id LIMIT $limit
