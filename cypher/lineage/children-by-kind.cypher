// title: Children of a model by kind
// question: Which models name this one as their parent, and how were they made from it?
// param id: id — the model, e.g. hf:org/name
// param kind: string = null — one relationship type only, e.g. QUANTIZED_FROM
// param skip: integer = 0 — rows passed over: the page before this one ended there
// param limit: integer = 1000 — rows at most
// example: {"id": "hf:acme/base"}
// sample: {"id": "hf:openai/gpt-oss-20b"}
// columns: kind, id, name, method, confidence, evidenceCount
MATCH (m:MLModel {id: $id})<-[r:${LINEAGE}]-(c:MLModel)
WHERE $kind IS NULL OR type(r) = $kind
RETURN type(r) AS kind, c.id AS id, c.name AS name, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount
ORDER BY kind, id SKIP $skip LIMIT $limit
