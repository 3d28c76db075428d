// title: Merges of other licences
// question: Which merges have parents under different licences?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, one, oneLicense, other, otherLicense
MATCH (m:MLModel)-[:MERGED_FROM]->(p:MLModel)-[:LICENSE]->(k:License)
MATCH (m)-[:MERGED_FROM]->(q:MLModel)-[:LICENSE]->(l:License)
WHERE p.id < q.id AND k.uri <> l.uri
RETURN m.id AS id, p.id AS one, k.id AS oneLicense, q.id AS other, l.id AS otherLicense
ORDER BY id, one, other, oneLicense, otherLicense LIMIT $limit
