// title: Models from a paper
// question: Which models name this paper as theirs or cite it, and which derive from those?
// param id: id — the paper, e.g. arxiv:2106.09685
// param limit: integer = 1000 — rows at most
// example: {"id": "arxiv:1505.04597"}
// sample: {"id": "arxiv:1910.09700"}
// columns: depth, id
MATCH (w:ScholarlyArticle {id: $id})<-[:REFERENCE_PUBLICATION|CITATION]-(b:MLModel)
WITH DISTINCT b
MATCH p = (b)<-[:${LINEAGE}*0..10]-(m:MLModel)
WITH m, min(length(p)) AS depth
RETURN depth, m.id AS id
ORDER BY depth, id LIMIT $limit
