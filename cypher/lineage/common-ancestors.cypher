// title: Common ancestors of two models
// question: Which models do these two share as ancestors, and how far away is each?
// param a: id — one model
// param b: id — the other model
// param limit: integer = 100 — rows at most
// example: {"a": "hf:acme/child", "b": "hf:acme/merge"}
// sample: {"a": "hf:hoborific/Gemma-4-Dark-Thoughts-31B-W8A16-FP8", "b": "hf:mradermacher/Gemma-4-Dark-Thoughts-V2-31B-GGUF"}
// columns: id, name, depthOfA, depthOfB
MATCH pa = (a:MLModel {id: $a})-[:${LINEAGE}*0..10]->(c:MLModel)
WITH c, min(length(pa)) AS depthOfA
MATCH pb = (b:MLModel {id: $b})-[:${LINEAGE}*0..10]->(c)
WITH c, depthOfA, min(length(pb)) AS depthOfB
RETURN c.id AS id, c.name AS name, depthOfA, depthOfB
ORDER BY depthOfA + depthOfB, id LIMIT $limit
