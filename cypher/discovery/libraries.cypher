// title: Libraries
// question: Which libraries do models name, and how many models is each needed for?
// param limit: integer = 100 — rows at most
// example: {}
// columns: library, models
MATCH (m:MLModel)-[:LIBRARY]->(t:DefinedTerm)
WITH t.id AS library, count(DISTINCT m.uri) AS models
RETURN library, models
ORDER BY models DESC, library LIMIT $limit
