// title: Roots with most descendants
// question: Which models that derive from nothing known have the largest families?
// param limit: integer = 20 — rows at most
// example: {"limit": 5}
// columns: id, name, descendants, resolved
MATCH (c:MLModel)-[:${LINEAGE}]->(root:MLModel)
WITH DISTINCT root
WHERE NOT EXISTS { (root)-[:${LINEAGE}]->(:MLModel) }
WITH root
MATCH (root)<-[:${LINEAGE}*1..10]-(d:MLModel)
WITH DISTINCT root, d
WITH root, count(d) AS descendants
RETURN root.id AS id, root.name AS name, descendants, coalesce(root.resolved, false) AS resolved
ORDER BY descendants DESC, id LIMIT $limit
