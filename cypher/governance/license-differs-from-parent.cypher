// title: Another licence than the parent
// question: Which models stand under a licence that their direct parent does not name? This says nothing about whether they may: see stemma license.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, license, kind, parent, parentLicense
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
MATCH (c)-[:LICENSE]->(cl:License)
MATCH (p)-[:LICENSE]->(pl:License)
WHERE cl.uri <> pl.uri AND NOT EXISTS { (p)-[:LICENSE]->(cl) }
RETURN c.id AS id, cl.id AS license, type(r) AS kind, p.id AS parent, pl.id AS parentLicense
ORDER BY id, parent, license, parentLicense, kind LIMIT $limit
