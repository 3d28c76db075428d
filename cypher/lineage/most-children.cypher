// title: Models with most children
// question: Which models do most others name as their parent?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, children, resolved, removed
MATCH (c:MLModel)-[:${LINEAGE}]->(p:MLModel)
WITH p, count(DISTINCT c.uri) AS children
RETURN p.id AS id, children, coalesce(p.resolved, false) AS resolved, coalesce(p.removed, false) AS removed
ORDER BY children DESC, id LIMIT $limit
