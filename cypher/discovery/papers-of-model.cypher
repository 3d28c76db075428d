// title: Papers to cite for a model
// question: Which papers belong to a model and to what it is derived from? Its own first; what a card merely mentions comes last.
// param id: id — the model, e.g. hf:org/name
// param limit: integer = 200 — rows at most
// example: {"id": "bioimageio:affable-shark"}
// columns: depth, model, role, paper, title, authors, published, confidence
MATCH p = (m:MLModel {id: $id})-[:${LINEAGE}*0..5]->(a:MLModel)
WITH a, min(length(p)) AS depth
MATCH (a)-[r:REFERENCE_PUBLICATION|CITATION|MENTIONS]->(w:ScholarlyArticle)
WITH a, depth, r, w, CASE type(r) WHEN 'REFERENCE_PUBLICATION' THEN 0 WHEN 'CITATION' THEN 1 ELSE 2 END AS rank
RETURN depth, a.id AS model, type(r) AS role, w.id AS paper, w.name AS title, w.authorNames AS authors, w.datePublished AS published, r.confidence AS confidence
ORDER BY depth, rank, model, paper LIMIT $limit
