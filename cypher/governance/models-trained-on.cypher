// title: Models trained on a dataset
// question: Which models say they were trained on this dataset, themselves or through an ancestor?
// param id: id — the dataset, e.g. hf:datasets/org/name
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:datasets/acme/corpus"}
// sample: {"id": "hf:datasets/0xZee/dataset-CoT-Advanced-Calculus-268"}
// columns: id, name, depth, via
MATCH (t:MLModel)-[:TRAINED_ON]->(d:Dataset {id: $id})
WITH t
MATCH p = (t)<-[:${LINEAGE}*0..10]-(m:MLModel)
WITH m, t, min(length(p)) AS depth
RETURN m.id AS id, m.name AS name, depth, t.id AS via
ORDER BY depth, id, via LIMIT $limit
