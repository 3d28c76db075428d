// title: Licences that sources state otherwise
// question: Of which models do two sources, or two places of one, state different licences? Each with how it is known.
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, license, method, resource, otherLicense, otherMethod, otherResource
MATCH (m:MLModel)-[r:LICENSE]->(l:License)
WITH m, r, l
MATCH (m)-[s:LICENSE]->(k:License)
WHERE l.id < k.id AND (r.method <> s.method OR r.resource <> s.resource OR r.source <> s.source)
RETURN m.id AS id, l.id AS license, r.method AS method, r.resource AS resource, k.id AS otherLicense, s.method AS otherMethod, s.resource AS otherResource
ORDER BY id, license, otherLicense LIMIT $limit
