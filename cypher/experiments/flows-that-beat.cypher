// title: Flows that beat a flow
// question: Which flows did better than this one, by their best run, on how many datasets that both were run on?
// param flow: id — the flow, e.g. openml:flow/4253
// param measure: string = predictive_accuracy — the measure, as the source names it; of which more is better
// param atLeast: integer = 1 — datasets at least
// param limit: integer = 100 — rows at most
// example: {"flow": "openml:flow/17"}
// sample: {"flow": "openml:flow/5270"}
// columns: flow, name, datasets
MATCH (r:Run)-[:EXECUTES]->(f:Flow {id: $flow})
WITH DISTINCT r
MATCH (r)-[:ACHIEVES]->(t:Task)-[:DEFINED_ON]->(d:Dataset)
MATCH (r)-[:HAS_OUTPUT]->(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(k:DefinedTerm)
WHERE k.name = $measure AND v.value IS NOT NULL
WITH d, max(v.value) AS reference
MATCH (o:Run)-[:ACHIEVES]->(u:Task)-[:DEFINED_ON]->(d)
WITH DISTINCT d, reference, o
MATCH (o)-[:EXECUTES]->(g:Flow)
WHERE g.id <> $flow
WITH d, reference, o, g
MATCH (o)-[:HAS_OUTPUT]->(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(k:DefinedTerm)
WHERE k.name = $measure AND v.value IS NOT NULL
WITH g, d, reference, max(v.value) AS best
WHERE best > reference
WITH g, count(d) AS datasets
WHERE datasets >= $atLeast
RETURN g.id AS flow, g.name AS name, datasets
ORDER BY datasets DESC, flow LIMIT $limit
