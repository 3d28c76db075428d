// title: Things several sources describe
// question: Which things do accounts of more than one resource describe at present?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, accounts, resources
MATCH (x:Resource)-[:DESCRIBED_BY]->(d:Description)
WHERE d.validTo IS NULL
WITH x, d.source + '/' + coalesce(d.resource, '') AS resource ORDER BY resource
WITH x.id AS id, count(resource) AS accounts, collect(DISTINCT resource) AS resources
WHERE size(resources) > 1
RETURN id, accounts, resources
ORDER BY size(resources) DESC, id LIMIT $limit
