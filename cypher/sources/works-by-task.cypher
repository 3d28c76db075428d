// title: Works for a task, whatever the hub
// question: Which models, tasks and data stand under this task, or under one of another scheme that means nearly the same?
// param task: id — the task, e.g. term:hf-task/image-segmentation
// param limit: integer = 1000 — rows at most
// example: {"task": "term:hf-task/tabular-classification"}
// sample: {"task": "term:hf-task/image-segmentation"}
// columns: hub, class, id, name, term, fit
MATCH (t:DefinedTerm {id: $task})
OPTIONAL MATCH (t)-[:CLOSE_MATCH]->(c:DefinedTerm)
WITH t, c ORDER BY c.id
WITH t, collect(DISTINCT c) AS close
UNWIND [t] + close AS one
MATCH (x:Resource)-[:ML_TASK|TASK_TYPE|DATASET_TASK]->(one)
WITH DISTINCT x, one, CASE WHEN one.uri = t.uri THEN 'exact' ELSE 'close' END AS fit
RETURN split(x.id, ':')[0] AS hub, [k IN labels(x) WHERE k <> 'Resource'][0] AS class, x.id AS id, x.name AS name, one.id AS term, fit
ORDER BY hub, class, id, term LIMIT $limit
