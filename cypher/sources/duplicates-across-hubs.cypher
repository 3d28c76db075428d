// title: The same model on two hubs
// question: Which models of different hubs are one: because one of them says so, by an equal DOI of their own, or by weights of equal content? Nothing is merged.
// param limit: integer = 1000 — rows at most
// example: {}
// columns: one, other, basis, evidence, confidence
CALL () {
  MATCH (a:MLModel)-[r:SAME_WORK_AS]-(b:MLModel)
  WHERE a.id < b.id
  RETURN a.id AS one, b.id AS other, 'declared' AS basis, r.source + ', ' + r.method AS evidence, r.confidence AS confidence
  UNION
  MATCH (m:MLModel)
  WHERE m.sameAs IS NOT NULL OR m.identifier IS NOT NULL
  UNWIND [x IN coalesce(m.sameAs, []) WHERE x STARTS WITH 'https://doi.org/' | toLower(substring(x, 16))]
    + [x IN coalesce(m.identifier, []) WHERE x STARTS WITH 'doi:' | toLower(substring(x, 4))] AS doi
  WITH DISTINCT doi, m
  WITH doi, m ORDER BY m.id
  WITH doi, collect(m) AS models
  WHERE size(models) > 1
  UNWIND models AS a
  UNWIND models AS b
  WITH doi, a, b
  WHERE a.id < b.id AND split(a.id, ':')[0] <> split(b.id, ':')[0]
  RETURN a.id AS one, b.id AS other, 'doi' AS basis, doi AS evidence, 1.0 AS confidence
  UNION
  MATCH (m:MLModel)-[:DISTRIBUTION]->(f:DataDownload)
  WHERE f.sha256 IS NOT NULL AND (f.fileKind = 'weights' OR f.weightFormat IS NOT NULL)
  WITH DISTINCT toLower(f.sha256) AS hash, m
  WITH hash, m ORDER BY m.id
  WITH hash, collect(m) AS models
  WHERE size(models) > 1
  UNWIND models AS a
  UNWIND models AS b
  WITH hash, a, b
  WHERE a.id < b.id AND split(a.id, ':')[0] <> split(b.id, ':')[0]
  RETURN a.id AS one, b.id AS other, 'sha256' AS basis, hash AS evidence, 1.0 AS confidence
}
RETURN one, other, basis, evidence, confidence
ORDER BY one, other, basis, evidence LIMIT $limit
