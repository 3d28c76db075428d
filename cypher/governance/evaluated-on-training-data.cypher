// title: Evaluated on training data
// question: Which models were evaluated on a dataset that they or an ancestor were trained on? `stemma contamination` also follows other names, splits and data that derive from data.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, dataset, trained, confidence
MATCH (m:MLModel)-[:HAS_EVALUATION]->(e:MLModelEvaluation)-[:EVALUATION_DATASET]->(d:Dataset)
WITH DISTINCT m, d
MATCH (m)-[:${LINEAGE}*0..10]->(a:MLModel)
WITH DISTINCT m, d, a
MATCH (a)-[r:TRAINED_ON]->(d)
RETURN m.id AS id, d.id AS dataset, a.id AS trained, r.confidence AS confidence
ORDER BY id, dataset, trained LIMIT $limit
