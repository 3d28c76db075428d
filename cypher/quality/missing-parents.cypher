// title: Missing parents
// question: Which models that nobody described do most models derive from?
// param limit: integer = 50 — rows at most
// example: {}
// columns: id, name, children
MATCH (c:MLModel)-[:${LINEAGE}]->(p:MLModel)
WHERE p.resolved = false
RETURN p.id AS id, p.name AS name, count(DISTINCT c) AS children
ORDER BY children DESC, id LIMIT $limit
