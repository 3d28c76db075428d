// title: Who publishes most derivatives
// question: Which accounts share most models that derive from this one, directly or through others?
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/base"}
// sample: {"id": "hf:google/gemma-4-31B"}
// columns: account, models, direct
MATCH p = (m:MLModel {id: $id})<-[:${LINEAGE}*1..10]-(d:MLModel)
WHERE d.uri <> m.uri
WITH d, min(length(p)) AS depth
MATCH (d)-[:SHARED_BY]->(a:Resource)
WITH a.id AS account, count(DISTINCT d) AS models, count(DISTINCT CASE WHEN depth = 1 THEN d.uri END) AS direct
RETURN account, models, direct
ORDER BY models DESC, account LIMIT $limit
