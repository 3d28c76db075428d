// title: Quantisations of a model
// question: Which quantised versions does this model have, of which types, and how large are their weights in bytes?
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/child"}
// sample: {"id": "hf:Qwen/Qwen3.8-27B"}
// columns: id, quantization, tensorTypes, weightsSize
MATCH (m:MLModel {id: $id})<-[:QUANTIZED_FROM]-(q:MLModel)
RETURN q.id AS id, q.quantization AS quantization, q.tensorType AS tensorTypes, q.weightsSize AS weightsSize
ORDER BY id LIMIT $limit
