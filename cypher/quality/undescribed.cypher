// title: Described things without a description
// question: Is there anything that claims to be described, but whose account is missing? None is right.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, name
MATCH (n:Resource)
WHERE n.resolved = true AND NOT n:Language AND NOT n:DefinedTerm
  AND NOT (n:License AND NOT n.id STARTS WITH 'license:hf/other/')
  AND NOT EXISTS { (n)-[:DESCRIBED_BY]->(:Description) }
RETURN n.id AS id, n.name AS name
ORDER BY id LIMIT $limit
