// title: Answers by run
// question: How many answers of each source back what the graph says, by run, and how many bytes are they?
// param limit: integer = 100 — rows at most
// example: {}
// columns: run, source, answers, descriptions, bytes
MATCH (run:ExtractionRun)<-[:WAS_GENERATED_BY]-(raw:RawRecord)
WITH run, raw
MATCH (raw)<-[:WAS_DERIVED_FROM]-(d:Description)
WITH run.id AS run, d.source AS source, raw, count(DISTINCT d.uri) AS descriptions
WITH run, source, count(raw) AS answers, sum(descriptions) AS descriptions, sum(coalesce(raw.bytes, 0)) AS bytes
RETURN run, source, answers, descriptions, bytes
ORDER BY run, source LIMIT $limit
