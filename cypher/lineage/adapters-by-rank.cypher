// title: Adapters of a model by rank
// question: Which adapters were made for this model, by which method, and of which rank where the files say?
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/base"}
// sample: {"id": "hf:openai/gpt-oss-20b"}
// columns: id, method, rank, confidence
MATCH (m:MLModel {id: $id})<-[r:ADAPTER_OF]-(a:MLModel)
RETURN a.id AS id, a.adaptationMethod AS method, a.adapterRank AS rank, r.confidence AS confidence
ORDER BY coalesce(rank, -1) DESC, id LIMIT $limit
