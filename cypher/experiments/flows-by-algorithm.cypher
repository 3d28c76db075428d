// title: Flows by algorithm
// question: Which flows implement which algorithm, and how often were they run?
// param algorithm: string = null — one algorithm only, in any letter case: RandomForestClassifier
// param limit: integer = 1000 — rows at most
// example: {}
// columns: algorithm, flow, name, version, runs
MATCH (f:Flow)-[:IMPLEMENTS]->(a:DefinedTerm)
WHERE toLower(a.name) = toLower(coalesce($algorithm, a.name))
OPTIONAL MATCH (f)<-[:EXECUTES]-(r:Run)
WITH f, a, count(DISTINCT r) AS runs
RETURN a.name AS algorithm, f.id AS flow, f.name AS name, f.version AS version, runs
ORDER BY algorithm, runs DESC, flow LIMIT $limit
