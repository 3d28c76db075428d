// title: Cycles in the lineage
// question: Which models are said to derive from themselves through others?
// param limit: integer = 100 — rows at most
// example: {}
// columns: cycle, types
MATCH p = (m:MLModel)-[:${LINEAGE}*1..10]->(m)
WITH m, p
WHERE all(n IN nodes(p) WHERE n.uri >= m.uri)
RETURN [n IN nodes(p) | n.id] AS cycle, [r IN relationships(p) | type(r)] AS types
ORDER BY cycle, types LIMIT $limit
