// title: CO2 figures by task
// question: What do models of each task state of their emissions, in grams of CO2 equivalent? Nothing is estimated.
// param limit: integer = 100 — rows at most
// example: {}
// columns: task, models, grams
MATCH (m:MLModel)
WHERE m.co2Equivalent IS NOT NULL
WITH m
MATCH (m)-[:ML_TASK]->(t:DefinedTerm)
WITH t.id AS task, count(DISTINCT m.uri) AS models, sum(m.co2Equivalent) AS grams
RETURN task, models, grams
ORDER BY grams DESC, task LIMIT $limit
