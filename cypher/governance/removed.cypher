// title: Models that are gone
// question: Which models were there once and are gone, when were they last seen, and how many models derive from each?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, lastSeen, children
MATCH (m:MLModel)
WHERE m.removed = true
OPTIONAL MATCH (m)<-[:${LINEAGE}]-(c:MLModel)
WITH m.id AS id, m.lastSeen AS lastSeen, count(DISTINCT c.uri) AS children
RETURN id, lastSeen, children
ORDER BY children DESC, id LIMIT $limit
