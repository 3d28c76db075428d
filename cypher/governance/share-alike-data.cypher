// title: Share-alike data under a permissive licence
// question: Which models state a permissive licence and were trained on data whose licence asks for the same licence? By the curated table of licence terms; a weaker question than that of a base, and not legal advice.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, license, dataset, datasetLicense
MATCH (u:License) WHERE u.id IN ${SHARE_ALIKE_LICENSES}
WITH u
MATCH (m:MLModel)-[:TRAINED_ON]->(d:Dataset)-[:LICENSE]->(u)
WITH DISTINCT m, d, u
MATCH (m)-[:LICENSE]->(l:License)
WHERE l.id IN ${PERMISSIVE_LICENSES}
RETURN m.id AS id, l.id AS license, d.id AS dataset, u.id AS datasetLicense
ORDER BY id, dataset, license, datasetLicense LIMIT $limit
