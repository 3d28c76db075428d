// title: Conflicting scores
// question: Of which models are different values stated for the same dataset, configuration, split and measure?
// param limit: integer = 100 — rows at most
// example: {}
// columns: model, dataset, config, split, measure, lowest, highest, values
MATCH (m:MLModel)<-[:EVALUATED_MLMODEL]-(e:MLModelEvaluation)-[:EVALUATION_DATASET]->(d:Dataset)
MATCH (e)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(t:DefinedTerm)
WHERE v.value IS NOT NULL
WITH m.id AS model, d.id AS dataset, e.configName AS config, e.splitName AS split, t.id AS measure, min(v.value) AS lowest, max(v.value) AS highest, count(DISTINCT v.value) AS values
WHERE values > 1
RETURN model, dataset, config, split, measure, lowest, highest, values
ORDER BY model, dataset, measure, split, config LIMIT $limit
