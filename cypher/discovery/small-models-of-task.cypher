// title: Models of a task up to a size
// question: Which models for this task have at most so many parameters? Those that state no count are left out.
// param task: id — the task, e.g. term:hf-task/text-generation
// param parameters: integer = 8000000000 — at most
// param limit: integer = 100 — rows at most
// example: {"task": "term:hf-task/tabular-classification"}
// sample: {"task": "term:hf-task/text-generation"}
// columns: id, parameters, licenses
MATCH (t:DefinedTerm {id: $task})<-[:ML_TASK]-(m:MLModel)
WHERE m.parameterCount <= $parameters AND coalesce(m.removed, false) = false
OPTIONAL MATCH (m)-[:LICENSE]->(l:License)
WITH m, l ORDER BY l.id
WITH m, collect(l.id) AS licenses
RETURN m.id AS id, m.parameterCount AS parameters, licenses
ORDER BY parameters, id LIMIT $limit
