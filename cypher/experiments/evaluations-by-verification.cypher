// title: Who vouches for evaluations
// question: How many evaluations are self-reported, and how many did somebody else verify?
// param limit: integer = 100 — rows at most
// example: {}
// columns: verification, evaluations, models
MATCH (e:MLModelEvaluation)-[:EVALUATED_MLMODEL]->(m:MLModel)
WITH e.verification AS verification, count(DISTINCT e.uri) AS evaluations, count(DISTINCT m.uri) AS models
RETURN verification, evaluations, models
ORDER BY evaluations DESC, verification LIMIT $limit
