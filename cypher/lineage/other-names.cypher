// title: Other names of things
// question: Which names lead to another that holds now?
// param limit: integer = 100 — rows at most
// example: {}
// columns: name, leadsTo
MATCH (old:Resource)-[:REDIRECTS_TO]->(now:Resource)
RETURN old.id AS name, now.id AS leadsTo
ORDER BY name, leadsTo LIMIT $limit
