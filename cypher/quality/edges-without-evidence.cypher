// title: Statements without evidence
// question: Is there any relationship that does not say by which method, from which record and where it is known? None is right; what a shipped table says has no record.
// param limit: integer = 100 — rows at most
// example: {}
// columns: from, kind, to
MATCH (a:Resource)-[r]->(b:Resource)
WHERE NOT type(r) IN ['DESCRIBED_BY', 'WAS_DERIVED_FROM', 'WAS_GENERATED_BY', 'WAS_ASSOCIATED_WITH']
  AND (r.method IS NULL OR r.confidence IS NULL OR r.evidenceCount IS NULL OR r.source IS NULL
    OR r.method <> 'curated' AND (r.resource IS NULL OR r.run IS NULL OR r.record IS NULL OR r.pointer IS NULL OR r.firstSeen IS NULL))
RETURN a.id AS from, type(r) AS kind, b.id AS to
ORDER BY from, kind, to LIMIT $limit
