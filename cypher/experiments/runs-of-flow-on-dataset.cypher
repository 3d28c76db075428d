// title: Runs of a flow on a dataset
// question: Which runs used this flow on this dataset, with which hyper-parameters, and what were they worth?
// param flow: id — the flow, e.g. openml:flow/4253
// param dataset: id — the dataset, e.g. openml:dataset/61
// param measure: string = null — one measure only, e.g. predictive_accuracy
// param limit: integer = 1000 — rows at most
// example: {"flow": "openml:flow/7", "dataset": "openml:dataset/61"}
// sample: {"flow": "openml:flow/5270", "dataset": "openml:dataset/61"}
// columns: run, task, hyperParameters, measures
MATCH (r:Run)-[:EXECUTES]->(f:Flow {id: $flow})
WITH DISTINCT r
MATCH (r)-[:ACHIEVES]->(t:Task)-[:DEFINED_ON]->(d:Dataset {id: $dataset})
WITH DISTINCT r, t
OPTIONAL MATCH (r)-[:HAS_INPUT]->(s:Setting)-[:SPECIFIED_BY]->(p:HyperParameter)
WITH r, t, p.id AS parameter, p.name + '=' + coalesce(s.hasValue, '') AS setting ORDER BY parameter, setting
WITH r, t, collect(setting) AS hyperParameters
OPTIONAL MATCH (r)-[:HAS_OUTPUT]->(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(m:DefinedTerm)
WITH r, t, hyperParameters, m.name AS measure, v.value AS value ORDER BY measure, value
WITH r, t, hyperParameters, CASE WHEN measure IS NULL OR value IS NULL OR measure <> coalesce($measure, measure) THEN null ELSE {measure: measure, value: value} END AS measured
WITH r, t, hyperParameters, collect(measured) AS measures
RETURN r.id AS run, t.id AS task, hyperParameters, measures
ORDER BY run, task LIMIT $limit
