// title: Edges between a model and an ancestor
// question: By which statements does this model come from that one? Every edge of every way up.
// param id: id — the model, e.g. hf:org/name
// param ancestor: id — the ancestor
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/grandchild", "ancestor": "hf:acme/base"}
// sample: {"id": "hf:hoborific/Gemma-4-Dark-Thoughts-31B-W8A16-FP8", "ancestor": "hf:google/gemma-4-31B"}
// columns: id, kind, parent, method, confidence
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*1..10]->(a:MLModel {id: $ancestor})
UNWIND relationships(p) AS r
WITH DISTINCT startNode(r) AS child, r, endNode(r) AS parent
RETURN child.id AS id, type(r) AS kind, parent.id AS parent, r.method AS method, r.confidence AS confidence
ORDER BY id, parent, kind LIMIT $limit
