// title: Licences by number of models
// question: Which licences are used, and by how many models?
// param limit: integer = 100 — rows at most
// example: {}
// columns: license, name, models
MATCH (m:MLModel)-[:LICENSE]->(l:License)
RETURN l.id AS license, l.name AS name, count(DISTINCT m) AS models
ORDER BY models DESC, license LIMIT $limit
