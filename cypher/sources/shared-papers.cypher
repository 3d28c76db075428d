// title: Papers that hubs share
// question: Which papers are cited by things of more than one hub, and by which?
// param limit: integer = 50 — rows at most
// example: {}
// columns: paper, title, hubs, things
MATCH (w:ScholarlyArticle)<-[:REFERENCE_PUBLICATION|CITATION]-(x:Resource)
WITH DISTINCT w, x, split(x.id, ':')[0] AS hub
WITH w, x, hub ORDER BY hub, x.id
WITH w, collect(DISTINCT hub) AS hubs, collect(x.id) AS things
WHERE size(hubs) > 1
RETURN w.id AS paper, w.name AS title, hubs, things
ORDER BY size(hubs) DESC, size(things) DESC, paper LIMIT $limit
