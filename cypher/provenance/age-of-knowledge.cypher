// title: Age of knowledge
// question: Since when do the accounts that hold now stand, by source and resource?
// param limit: integer = 100 — rows at most
// example: {}
// columns: source, resource, accounts, oldest, newest
MATCH (d:Description)
WHERE d.validTo IS NULL
WITH d.source AS source, d.resource AS resource, count(d) AS accounts, min(d.validFrom) AS oldest, max(d.validFrom) AS newest
RETURN source, resource, accounts, oldest, newest
ORDER BY source, resource LIMIT $limit
