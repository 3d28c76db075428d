// title: Gated models
// question: Which models does one get only after agreeing to terms, and who grants that?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, gated
MATCH (m:MLModel)
WHERE m.gated IN ['auto', 'manual']
RETURN m.id AS id, m.gated AS gated
ORDER BY id LIMIT $limit
