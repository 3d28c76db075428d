// title: Roots of a model
// question: From which models that derive from nothing known does this one descend, up to 10 steps? Itself where it has no parent.
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/grandchild"}
// sample: {"id": "hf:hoborific/Gemma-4-Dark-Thoughts-31B-W8A16-FP8"}
// columns: id, depth
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*0..10]->(root:MLModel)
WITH root, min(length(p)) AS depth
WHERE NOT EXISTS { (root)-[:${LINEAGE}]->(:MLModel) }
RETURN root.id AS id, depth
ORDER BY depth, id LIMIT $limit
