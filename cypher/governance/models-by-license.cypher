// title: Models by licence
// question: Which models are under this licence?
// param license: string — id or name of the licence, e.g. spdx:Apache-2.0 or apache-2.0
// param limit: integer = 1000 — rows at most
// example: {"license": "apache-2.0"}
// columns: id, name, license, method, confidence
MATCH (l:License)
WHERE toLower(l.id) = toLower($license) OR toLower(l.name) = toLower($license)
WITH l
MATCH (m:MLModel)-[r:LICENSE]->(l)
RETURN m.id AS id, m.name AS name, l.id AS license, r.method AS method, r.confidence AS confidence
ORDER BY id, license LIMIT $limit
