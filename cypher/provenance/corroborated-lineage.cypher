// title: Lineage with several witnesses
// question: Which lineage statements are made in more than one place?
// param witnesses: integer = 2 — at least so many
// param limit: integer = 100 — rows at most
// example: {}
// columns: from, kind, to, evidenceCount, method
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
WHERE r.evidenceCount >= $witnesses
RETURN c.id AS from, type(r) AS kind, p.id AS to, r.evidenceCount AS evidenceCount, r.method AS method
ORDER BY evidenceCount DESC, from, kind, to LIMIT $limit
