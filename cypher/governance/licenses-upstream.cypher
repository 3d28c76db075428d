// title: Licences up the lineage
// question: Under which licences are the models this one is derived from?
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/grandchild"}
// sample: {"id": "hf:hoborific/Gemma-4-Dark-Thoughts-31B-W8A16-FP8"}
// columns: depth, id, license, confidence
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*0..10]->(a:MLModel)
WITH a, min(length(p)) AS depth
MATCH (a)-[r:LICENSE]->(l:License)
RETURN depth, a.id AS id, l.id AS license, r.confidence AS confidence
ORDER BY depth, id, license LIMIT $limit
