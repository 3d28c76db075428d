// title: Least certain lineage
// question: Which lineage statements rest on the weakest evidence?
// param below: number = 0.9 — confidence under this
// param limit: integer = 100 — rows at most
// example: {"below": 0.95}
// columns: from, kind, to, method, confidence, evidenceCount, literal
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
WHERE r.confidence < $below
RETURN c.id AS from, type(r) AS kind, p.id AS to, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount, r.literal AS literal
ORDER BY confidence, from, kind, to LIMIT $limit
