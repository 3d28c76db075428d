// title: Ancestors and descendants of a model
// question: What is this model derived from, and what is derived from it?
// param id: id — the model, e.g. hf:org/name
// param depth: integer = 10 — steps at most in each direction, up to 10
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/child"}
// sample: {"id": "hf:google/gemma-4-31B-it"}
// columns: direction, id, name, depth, resolved, removed
MATCH (m:MLModel {id: $id})
CALL (m) {
  MATCH p = (m)-[:${LINEAGE}*1..10]->(a:MLModel)
  WITH a AS n, min(length(p)) AS depth
  RETURN 'up' AS direction, n, depth
  UNION
  MATCH p = (m)<-[:${LINEAGE}*1..10]-(d:MLModel)
  WITH d AS n, min(length(p)) AS depth
  RETURN 'down' AS direction, n, depth
}
WITH m, direction, n, depth
WHERE depth <= $depth AND n.uri <> m.uri
RETURN direction, n.id AS id, n.name AS name, depth, coalesce(n.resolved, false) AS resolved, coalesce(n.removed, false) AS removed
ORDER BY direction DESC, depth, id LIMIT $limit
