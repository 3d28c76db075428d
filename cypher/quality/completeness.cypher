// title: Completeness by hub
// question: Of the described models of each hub, how many state a licence, training data, a parent, an evaluation?
// param limit: integer = 100 — rows at most
// example: {}
// columns: hub, models, licensed, trained, derived, evaluated
MATCH (m:MLModel)
WHERE m.resolved = true AND coalesce(m.removed, false) = false
WITH split(m.id, ':')[0] AS hub,
  CASE WHEN EXISTS { (m)-[:LICENSE]->(:License) } THEN 1 ELSE 0 END AS licensed,
  CASE WHEN EXISTS { (m)-[:TRAINED_ON]->(:Dataset) } THEN 1 ELSE 0 END AS trained,
  CASE WHEN EXISTS { (m)-[:${LINEAGE}]->(:MLModel) } THEN 1 ELSE 0 END AS derived,
  CASE WHEN EXISTS { (m)-[:HAS_EVALUATION]->(:MLModelEvaluation) } THEN 1 ELSE 0 END AS evaluated
WITH hub, count(licensed) AS models, sum(licensed) AS licensed, sum(trained) AS trained, sum(derived) AS derived, sum(evaluated) AS evaluated
RETURN hub, models, licensed, trained, derived, evaluated
ORDER BY hub LIMIT $limit
