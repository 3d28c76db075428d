// title: Runs that failed
// question: Which runs ended with an error, and of which flow?
// param limit: integer = 100 — rows at most
// example: {}
// columns: run, flow, error
MATCH (r:Run)-[:EXECUTES]->(f:Flow)
WHERE r.errorMessage IS NOT NULL OR r.evaluationError IS NOT NULL
RETURN r.id AS run, f.id AS flow, coalesce(r.errorMessage, r.evaluationError) AS error
ORDER BY run, flow LIMIT $limit
