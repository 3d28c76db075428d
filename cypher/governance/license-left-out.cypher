// title: Licence left out
// question: Which described models state no licence although their direct parent does?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, kind, parent, parentLicense
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
WHERE c.resolved = true AND NOT EXISTS { (c)-[:LICENSE]->(:License) }
MATCH (p)-[:LICENSE]->(l:License)
RETURN c.id AS id, type(r) AS kind, p.id AS parent, l.id AS parentLicense
ORDER BY id, parent, kind, parentLicense LIMIT $limit
