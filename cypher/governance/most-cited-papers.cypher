// title: Most cited papers
// question: Which papers do most models cite, and what is known of them?
// param limit: integer = 20 — rows at most
// example: {"limit": 5}
// columns: id, name, authors, published, models, resolved
MATCH (m:MLModel)-[:CITATION]->(p:ScholarlyArticle)
WITH p, count(DISTINCT m) AS models
RETURN p.id AS id, p.name AS name, p.authorNames AS authors, p.datePublished AS published, models, coalesce(p.resolved, false) AS resolved
ORDER BY models DESC, id LIMIT $limit
