// title: Weight formats
// question: In which formats are there weights of BioImage.IO models, and of how many models?
// param limit: integer = 100 — rows at most
// example: {}
// columns: format, models, files
MATCH (m:MLModel)-[:DISTRIBUTION]->(f:DataDownload)
WHERE m.id STARTS WITH 'bioimageio:' AND f.weightFormat IS NOT NULL
WITH f.weightFormat AS format, count(DISTINCT m.uri) AS models, count(DISTINCT f.uri) AS files
RETURN format, models, files
ORDER BY models DESC, format LIMIT $limit
