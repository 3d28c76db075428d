// title: Lineage by method
// question: By which methods is the lineage known, and how sure is it at least and at most?
// param limit: integer = 100 — rows at most
// example: {}
// columns: method, kind, edges, lowest, highest
MATCH (:MLModel)-[r:${LINEAGE}]->(:MLModel)
WITH r.method AS method, type(r) AS kind, count(r) AS edges, min(r.confidence) AS lowest, max(r.confidence) AS highest
RETURN method, kind, edges, lowest, highest
ORDER BY edges DESC, method, kind LIMIT $limit
