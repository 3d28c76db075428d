// title: Languages
// question: For which languages are there models and data, and how many?
// param limit: integer = 100 — rows at most
// example: {}
// columns: language, name, models, datasets
MATCH (l:Language)
OPTIONAL MATCH (l)<-[:IN_LANGUAGE]-(m:MLModel)
WITH l, count(DISTINCT m.uri) AS models
OPTIONAL MATCH (l)<-[:IN_LANGUAGE]-(d:Dataset)
WITH l.id AS language, l.name AS name, models, count(DISTINCT d.uri) AS datasets
WHERE models + datasets > 0
RETURN language, name, models, datasets
ORDER BY models DESC, datasets DESC, language LIMIT $limit
