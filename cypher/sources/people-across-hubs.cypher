// title: People across hubs
// question: Which people, known by one identifier, made or shared things of more than one hub?
// param limit: integer = 100 — rows at most
// example: {}
// columns: person, name, hubs, things
MATCH (p:Person)<-[:AUTHOR|CREATOR|CONTRIBUTOR|MAINTAINER|SHARED_BY]-(x:Resource)
WITH DISTINCT p, x, split(x.id, ':')[0] AS hub
WITH p, x, hub ORDER BY hub, x.id
WITH p, collect(DISTINCT hub) AS hubs, collect(x.id) AS things
WHERE size(hubs) > 1
RETURN p.id AS person, p.name AS name, hubs, things
ORDER BY size(hubs) DESC, size(things) DESC, person LIMIT $limit
