// title: Models by task
// question: Which models are for this task?
// param task: string — the task's code or id, e.g. text-generation
// param limit: integer = 1000 — rows at most
// example: {"task": "text-generation"}
// columns: id, name, task, method, confidence
MATCH (t:DefinedTerm)
WHERE t.id = $task OR t.id = 'term:hf-task/' + $task
WITH t
MATCH (m:MLModel)-[r:ML_TASK]->(t)
RETURN m.id AS id, m.name AS name, t.id AS task, r.method AS method, r.confidence AS confidence
ORDER BY id, task LIMIT $limit
