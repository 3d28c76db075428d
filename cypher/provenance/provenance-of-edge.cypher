// title: Provenance of a relationship
// question: On what evidence do these two stand in this relation, and where are the bytes?
// param from: id — the thing the statement is about, e.g. hf:org/name
// param to: id — the thing it points at
// param kind: string = null — one relationship type only, e.g. FINE_TUNED_FROM
// param limit: integer = 100 — rows at most
// example: {"from": "hf:acme/child", "to": "hf:acme/base"}
// sample: {"from": "hf:stemma-sample/recipes-gpt2-lora", "to": "hf:openai-community/gpt2"}
// columns: kind, method, confidence, evidenceCount, source, resource, literal, firstSeen, run, record, pointer, url, fetchedAt, sha256, file, offset, length
MATCH (a:Resource {id: $from})-[r]->(b:Resource {id: $to})
WHERE $kind IS NULL OR type(r) = $kind
WITH a, r
OPTIONAL MATCH (raw:Resource {id: r.record})
OPTIONAL MATCH (a)-[:DESCRIBED_BY]->(d:Description)-[w:WAS_DERIVED_FROM]->(raw)
RETURN type(r) AS kind, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount, r.source AS source, r.resource AS resource, r.literal AS literal,
  r.firstSeen AS firstSeen, r.run AS run, r.record AS record, r.pointer AS pointer, raw.url AS url, raw.fetchedAt AS fetchedAt, raw.sha256 AS sha256,
  raw.file AS file, w.offset AS offset, w.length AS length
ORDER BY kind, source, record, offset LIMIT $limit
