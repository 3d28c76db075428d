// title: Models of a paper
// question: Which models name this paper, and how?
// param id: id — the paper, e.g. arxiv:2106.09685
// param limit: integer = 100 — rows at most
// example: {"id": "arxiv:1505.04597"}
// columns: id, role, confidence
MATCH (p:ScholarlyArticle {id: $id})<-[r:REFERENCE_PUBLICATION|CITATION|MENTIONS]-(m:MLModel)
RETURN m.id AS id, type(r) AS role, r.confidence AS confidence
ORDER BY id, role LIMIT $limit
