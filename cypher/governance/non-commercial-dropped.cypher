// title: Non-commercial terms that were dropped
// question: Which models state a licence for commercial use although an ancestor's licence forbids it? By the curated table of licence terms; a statement, not legal advice.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, license, ancestor, ancestorLicense
MATCH (u:License) WHERE u.id IN ${NON_COMMERCIAL_LICENSES}
WITH u
MATCH (a:MLModel)-[:LICENSE]->(u)
WITH u, a
MATCH (m:MLModel)-[:${LINEAGE}*1..10]->(a)
WHERE m.uri <> a.uri
WITH DISTINCT m, a, u
MATCH (m)-[:LICENSE]->(l:License)
WHERE l.id IN ${COMMERCIAL_LICENSES}
RETURN m.id AS id, l.id AS license, a.id AS ancestor, u.id AS ancestorLicense
ORDER BY id, ancestor, license, ancestorLicense LIMIT $limit
