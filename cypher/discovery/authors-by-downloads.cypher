// title: Authors by downloads
// question: Whose papers belong to the models that are downloaded most? By the names as the papers give them: one name may be several people.
// param limit: integer = 50 — rows at most
// example: {}
// columns: author, downloads, models
MATCH (m:MLModel)-[:REFERENCE_PUBLICATION|CITATION]->(w:ScholarlyArticle)
WHERE m.downloads IS NOT NULL AND w.authorNames IS NOT NULL
WITH DISTINCT m, w
UNWIND w.authorNames AS author
WITH DISTINCT author, m
WITH author, sum(m.downloads) AS downloads, count(m) AS models
RETURN author, downloads, models
ORDER BY downloads DESC, author LIMIT $limit
