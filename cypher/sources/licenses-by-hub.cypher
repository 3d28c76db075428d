// title: Licences by hub
// question: Under which licences do things of each hub stand, and how many state none?
// param limit: integer = 500 — rows at most
// example: {}
// columns: hub, class, license, things
MATCH (x:Resource)
WHERE (x:MLModel OR x:Dataset OR x:Flow) AND coalesce(x.resolved, false) AND NOT coalesce(x.removed, false)
OPTIONAL MATCH (x)-[:LICENSE]->(l:License)
WITH split(x.id, ':')[0] AS hub, [c IN labels(x) WHERE c <> 'Resource'][0] AS class, l.id AS license, x
WITH hub, class, license, count(DISTINCT x) AS things
RETURN hub, class, license, things
ORDER BY hub, class, things DESC, license LIMIT $limit
