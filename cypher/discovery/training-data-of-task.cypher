// title: Training data of a task
// question: On which datasets were most models for this task trained?
// param task: id — the task, e.g. term:hf-task/text-generation
// param limit: integer = 100 — rows at most
// example: {"task": "term:hf-task/text-generation"}
// columns: id, models
MATCH (t:DefinedTerm {id: $task})<-[:ML_TASK]-(m:MLModel)-[:TRAINED_ON]->(d:Dataset)
WITH d.id AS id, count(DISTINCT m.uri) AS models
RETURN id, models
ORDER BY models DESC, id LIMIT $limit
