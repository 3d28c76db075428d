// title: Provenance of an entity
// question: Who described this, when, from which response, in which run, with which program?
// param id: id — anything in the graph, e.g. hf:org/name
// param limit: integer = 100 — rows at most
// example: {"id": "hf:acme/child"}
// sample: {"id": "hf:stemma-sample/recipes-gpt2-lora"}
// columns: source, resource, validFrom, validTo, contentHash, file, offset, length, url, fetchedAt, sha256, rawFile, rawOffset, rawLength, run, agent
MATCH (n:Resource {id: $id})-[:DESCRIBED_BY]->(d:Description)
WITH d
OPTIONAL MATCH (d)-[w:WAS_DERIVED_FROM]->(raw:RawRecord)
OPTIONAL MATCH (raw)-[:WAS_GENERATED_BY]->(run:ExtractionRun)
OPTIONAL MATCH (run)-[:WAS_ASSOCIATED_WITH]->(agent:SoftwareAgent)
RETURN d.source AS source, d.resource AS resource, d.validFrom AS validFrom, d.validTo AS validTo, d.contentHash AS contentHash, d.file AS file, d.offset AS offset, d.length AS length,
  raw.url AS url, raw.fetchedAt AS fetchedAt, raw.sha256 AS sha256, raw.file AS rawFile, w.offset AS rawOffset, w.length AS rawLength, run.id AS run, agent.id AS agent
ORDER BY validFrom, source, resource, run, agent LIMIT $limit
