// title: Open children of gated models
// question: Which models that anybody may fetch derive from one whose owner asks for agreement first?
// param limit: integer = 100 — rows at most
// example: {}
// columns: parent, gated, id, kind
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
WHERE p.gated IN ['auto', 'manual'] AND c.gated = 'false' AND coalesce(c.removed, false) = false
RETURN p.id AS parent, p.gated AS gated, c.id AS id, type(r) AS kind
ORDER BY parent, id, kind LIMIT $limit
