// title: Components of a flow
// question: Which other flows is this one made of, up to 5 levels deep?
// param id: id — the flow, e.g. openml:flow/4253
// param limit: integer = 100 — rows at most
// example: {"id": "openml:flow/7"}
// sample: {"id": "openml:flow/5270"}
// columns: depth, id, name
MATCH p = (f:Flow {id: $id})-[:HAS_PART*1..5]->(c:Flow)
WITH c, min(length(p)) AS depth
RETURN depth, c.id AS id, c.name AS name
ORDER BY depth, id LIMIT $limit
