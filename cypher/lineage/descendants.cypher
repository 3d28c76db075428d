// title: Descendants of a model
// question: Which models are derived from this one, directly and through others?
// param id: id — the model, e.g. hf:org/name
// param depth: integer = 10 — steps at most, up to 10
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/base"}
// sample: {"id": "hf:google/gemma-4-31B"}
// columns: id, name, depth, confidence, resolved, removed
MATCH p = (m:MLModel {id: $id})<-[:${LINEAGE}*1..10]-(d:MLModel)
WHERE d.uri <> m.uri
WITH d, min(length(p)) AS depth, max(reduce(c = 1.0, r IN relationships(p) | c * coalesce(r.confidence, 1.0))) AS confidence
WHERE depth <= $depth
RETURN d.id AS id, d.name AS name, depth, confidence, coalesce(d.resolved, false) AS resolved, coalesce(d.removed, false) AS removed
ORDER BY depth, id LIMIT $limit
