// title: Accounts older than the last change
// question: Of which things was an account read before the last change that their source dates? It may be out of date.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, resource, read, modified
MATCH (n:MLModel)-[:DESCRIBED_BY]->(d:Description)-[:WAS_DERIVED_FROM]->(raw:RawRecord)
WHERE d.validTo IS NULL AND raw.fetchedAt < n.dateModified
RETURN n.id AS id, d.resource AS resource, raw.fetchedAt AS read, n.dateModified AS modified
ORDER BY id, resource LIMIT $limit
