// title: Hyper-parameters of a flow
// question: Which hyper-parameters has this flow, with which defaults?
// param id: id — the flow, e.g. openml:flow/4253
// param limit: integer = 100 — rows at most
// example: {"id": "openml:flow/7"}
// sample: {"id": "openml:flow/5270"}
// columns: id, name, dataType, default
MATCH (f:Flow {id: $id})-[:HAS_HYPER_PARAMETER]->(h:HyperParameter)
RETURN h.id AS id, h.name AS name, h.dataType AS dataType, h.defaultValue AS default
ORDER BY id LIMIT $limit
