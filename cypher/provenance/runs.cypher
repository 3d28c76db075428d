// title: Runs
// question: Which extraction runs does the graph know, and how many descriptions came from each?
// param limit: integer = 100 — rows at most
// example: {}
// columns: run, startedAt, endedAt, agent, descriptions
MATCH (run:ExtractionRun)
OPTIONAL MATCH (run)-[:WAS_ASSOCIATED_WITH]->(agent:SoftwareAgent)
WITH run, agent
OPTIONAL MATCH (run)<-[:WAS_GENERATED_BY]-(raw:RawRecord)<-[:WAS_DERIVED_FROM]-(d:Description)
WITH run, agent, count(DISTINCT d) AS descriptions
RETURN run.id AS run, run.startedAt AS startedAt, run.endedAt AS endedAt, agent.id AS agent, descriptions
ORDER BY run, agent LIMIT $limit
