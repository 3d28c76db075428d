// title: Models by structure
// question: Which biological structures and organisms are models for?
// param limit: integer = 100 — rows at most
// example: {}
// columns: term, name, role, models
MATCH (m:MLModel)-[r:TARGET_STRUCTURE|ORGANISM]->(t:DefinedTerm)
WITH t.id AS term, t.name AS name, type(r) AS role, count(DISTINCT m.uri) AS models
RETURN term, name, role, models
ORDER BY models DESC, term, role LIMIT $limit
