// title: Lineage by kind
// question: How many lineage statements of each kind are there, and how many join two described models?
// example: {}
// columns: kind, total, betweenDescribed
MATCH (c:MLModel)-[r:${LINEAGE}]->(p:MLModel)
RETURN type(r) AS kind, count(r) AS total, count(CASE WHEN c.resolved = true AND p.resolved = true THEN 1 END) AS betweenDescribed
ORDER BY kind
