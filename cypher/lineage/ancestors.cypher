// title: Ancestors of a model
// question: What is this model derived from, directly and through others?
// param id: id — the model, e.g. hf:org/name
// param depth: integer = 10 — steps at most, up to 10
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/grandchild"}
// sample: {"id": "hf:hoborific/Gemma-4-Dark-Thoughts-31B-W8A16-FP8"}
// columns: id, name, depth, confidence, resolved, removed
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*1..10]->(a:MLModel)
WHERE a.uri <> m.uri
WITH a, min(length(p)) AS depth, max(reduce(c = 1.0, r IN relationships(p) | c * coalesce(r.confidence, 1.0))) AS confidence
WHERE depth <= $depth
RETURN a.id AS id, a.name AS name, depth, confidence, coalesce(a.resolved, false) AS resolved, coalesce(a.removed, false) AS removed
ORDER BY depth, id LIMIT $limit
