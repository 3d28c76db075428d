// title: Gain over the base
// question: Where a model and its direct parent were evaluated on the same dataset, split and measure: what is the difference?
// param limit: integer = 100 — rows at most
// example: {}
// columns: model, parent, dataset, split, measure, value, parentValue
MATCH (c:MLModel)-[:${LINEAGE}]->(p:MLModel)
WITH DISTINCT c, p
MATCH (c)<-[:EVALUATED_MLMODEL]-(e:MLModelEvaluation)-[:EVALUATION_DATASET]->(d:Dataset)
MATCH (p)<-[:EVALUATED_MLMODEL]-(f:MLModelEvaluation)-[:EVALUATION_DATASET]->(d)
WHERE e.splitName = f.splitName
MATCH (e)-[:EVALUATION_METRICS]->(v:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(t:DefinedTerm)
MATCH (f)-[:EVALUATION_METRICS]->(w:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(t)
RETURN c.id AS model, p.id AS parent, d.id AS dataset, e.splitName AS split, t.id AS measure, v.value AS value, w.value AS parentValue
ORDER BY model, parent, dataset, split, measure, value, parentValue LIMIT $limit
