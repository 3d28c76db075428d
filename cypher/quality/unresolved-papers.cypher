// title: Papers nobody described yet
// question: Which papers do models cite of which nothing but the number is known?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, models
MATCH (m:MLModel)-[:CITATION]->(p:ScholarlyArticle)
WHERE coalesce(p.resolved, false) = false
WITH p.id AS id, count(DISTINCT m.uri) AS models
RETURN id, models
ORDER BY models DESC, id LIMIT $limit
