// title: Models by application
// question: Which applications are models related to, and how many models are?
// param limit: integer = 100 — rows at most
// example: {}
// columns: application, name, models
MATCH (m:MLModel)-[:IS_RELATED_TO]->(a:SoftwareApplication)
WITH a.id AS application, a.name AS name, count(DISTINCT m.uri) AS models
RETURN application, name, models
ORDER BY models DESC, application LIMIT $limit
