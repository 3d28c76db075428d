// title: Children of models that are gone
// question: Which models derive from one that was taken away, and when was it last seen?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, kind, parent, lastSeen
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
WHERE p.removed = true AND coalesce(c.removed, false) = false
RETURN c.id AS id, type(r) AS kind, p.id AS parent, p.lastSeen AS lastSeen
ORDER BY parent, id, kind LIMIT $limit
