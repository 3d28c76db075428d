// title: Accounts closed in an interval
// question: Which accounts of things stopped holding between these two times, because they changed or the thing went?
// param from: string — a time in UTC, e.g. 2026-08-01T00:00:00Z
// param to: string — the time at which the interval ends, itself outside
// param limit: integer = 100 — rows at most
// example: {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z"}
// columns: id, source, validFrom, validTo
MATCH (d:Description)
WHERE d.validTo >= datetime($from) AND d.validTo < datetime($to)
MATCH (x:Resource)-[:DESCRIBED_BY]->(d)
RETURN x.id AS id, d.source AS source, d.validFrom AS validFrom, d.validTo AS validTo
ORDER BY validTo, id, source LIMIT $limit
