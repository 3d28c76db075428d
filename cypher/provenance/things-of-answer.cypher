// title: Things of an answer
// question: Which things does the graph describe from an answer of this content?
// param sha256: string — hash of the answer's bytes, as stemma why shows it
// param limit: integer = 1000 — rows at most
// example: {"sha256": "ab"}
// sample: {"sha256": "76b95b898d5cf5567a760fd6a449bc0c722a7a6c638715e6f83617f59f536f5b"}
// columns: id, source, resource, validTo
MATCH (raw:RawRecord)
WHERE raw.sha256 = $sha256
WITH raw
MATCH (x:Resource)-[:DESCRIBED_BY]->(d:Description)-[:WAS_DERIVED_FROM]->(raw)
WITH DISTINCT x.id AS id, d.source AS source, d.resource AS resource, d.validTo AS validTo
RETURN id, source, resource, validTo
ORDER BY id, source, resource, validTo LIMIT $limit
