// title: Accounts by number of models
// question: Which accounts share most models?
// param limit: integer = 100 — rows at most
// example: {}
// columns: account, models
MATCH (m:MLModel)-[:SHARED_BY]->(a:Resource)
WITH a.id AS account, count(DISTINCT m.uri) AS models
RETURN account, models
ORDER BY models DESC, account LIMIT $limit
