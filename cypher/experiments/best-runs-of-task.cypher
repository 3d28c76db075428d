// title: Best runs of a task
// question: Which runs of this task did best by this measure, and with which flow?
// param task: id — the task, e.g. openml:task/59
// param measure: string = predictive_accuracy — the measure, as the source names it
// param lowest: boolean = false — of a measure of which less is better
// param limit: integer = 20 — rows at most
// example: {"task": "openml:task/59"}
// columns: run, value, flow, flowName, setup, published
MATCH (r:Run)-[:ACHIEVES]->(t:Task {id: $task})
WITH DISTINCT r
MATCH (r)-[:HAS_OUTPUT]->(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(m:DefinedTerm)
WHERE m.name = $measure AND v.value IS NOT NULL
WITH r, CASE WHEN $lowest THEN min(v.value) ELSE max(v.value) END AS value
OPTIONAL MATCH (r)-[:EXECUTES]->(f:Flow)
WITH r, value, f
OPTIONAL MATCH (r)-[:SETUP]->(s:Setup)
WITH r, value, f, s, CASE WHEN $lowest THEN value ELSE -1.0 * value END AS rank
RETURN r.id AS run, value, f.id AS flow, f.name AS flowName, s.id AS setup, r.datePublished AS published
ORDER BY rank, run, flow, setup LIMIT $limit
