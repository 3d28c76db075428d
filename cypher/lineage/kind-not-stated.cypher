// title: Bases of unstated kind
// question: Which models name a base without saying how they were made from it?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, base, method, confidence
MATCH (c:MLModel)-[r:BASE_MODEL]->(p:MLModel)
RETURN c.id AS id, p.id AS base, r.method AS method, r.confidence AS confidence
ORDER BY id, base LIMIT $limit
