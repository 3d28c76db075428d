// title: Licences of the training data
// question: On which datasets were this model and its ancestors trained, and under which licences do those stand? Empty where none is stated.
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/child"}
// sample: {"id": "hf:reaperdoesntknow/DualMinded-Qwen3-1.7B"}
// columns: depth, model, dataset, licenses
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*0..10]->(a:MLModel)
WITH a, min(length(p)) AS depth
MATCH (a)-[:TRAINED_ON]->(d:Dataset)
WITH DISTINCT depth, a.id AS model, d
OPTIONAL MATCH (d)-[:LICENSE]->(l:License)
WITH depth, model, d.id AS dataset, l.id AS license ORDER BY license
WITH depth, model, dataset, collect(license) AS licenses
RETURN depth, model, dataset, licenses
ORDER BY depth, model, dataset LIMIT $limit
