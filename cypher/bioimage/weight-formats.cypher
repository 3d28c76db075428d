// title: Weight formats
// question: In which formats are there weights, and of how many models?
// param limit: integer = 100 — rows at most
// example: {}
// columns: format, models, files
MATCH (f:DataDownload)
WHERE f.weightFormat IS NOT NULL
WITH f
MATCH (m:MLModel)-[:DISTRIBUTION]->(f)
WITH f.weightFormat AS format, count(DISTINCT m.uri) AS models, count(DISTINCT f.uri) AS files
RETURN format, models, files
ORDER BY models DESC, format LIMIT $limit
