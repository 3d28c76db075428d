// title: Models without a licence
// question: Which described models state no licence? Those with most children come first.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, name, licenseTag, children
MATCH (m:MLModel)
WHERE m.resolved = true AND NOT EXISTS { (m)-[:LICENSE]->(:License) }
WITH m, COUNT { (m)<-[:${LINEAGE}]-(:MLModel) } AS children
RETURN m.id AS id, m.name AS name, m.licenseTag AS licenseTag, children
ORDER BY children DESC, id LIMIT $limit
