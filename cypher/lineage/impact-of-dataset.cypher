// title: Impact of a dataset
// question: Which models learnt from this dataset, and which are derived from those, however far?
// param id: id — the dataset, e.g. hf:datasets/org/name
// param limit: integer = 10000 — rows at most
// example: {"id": "hf:datasets/acme/corpus"}
// columns: id, name, depth, trained, resolved, removed
MATCH (t:MLModel)-[:TRAINED_ON]->(d:Dataset {id: $id})
WITH DISTINCT t
MATCH p = (t)<-[:${LINEAGE}*0..30]-(m:MLModel)
WITH m, min(length(p)) AS depth
RETURN m.id AS id, m.name AS name, depth, depth = 0 AS trained, coalesce(m.resolved, false) AS resolved, coalesce(m.removed, false) AS removed
ORDER BY depth, id LIMIT $limit
