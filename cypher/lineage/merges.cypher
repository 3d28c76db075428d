// title: Merges
// question: Which models were merged from others, and from which?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, name, parentCount, parents
MATCH (m:MLModel)-[:MERGED_FROM]->(p:MLModel)
WITH m, p
ORDER BY m.id, p.id
WITH m, collect(p.id) AS parents
RETURN m.id AS id, m.name AS name, size(parents) AS parentCount, parents
ORDER BY parentCount DESC, id LIMIT $limit
