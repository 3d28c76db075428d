// title: Hyper-parameters that differ
// question: In which hyper-parameters do these two runs differ? Of two flows they are compared by name. Where one states no value, its flow's default held.
// param one: id — a run, e.g. openml:run/1
// param other: id — another run
// param limit: integer = 1000 — rows at most
// example: {"one": "openml:run/1", "other": "openml:run/2"}
// sample: {"one": "openml:run/219", "other": "openml:run/539275"}
// columns: hyperParameter, name, one, other, default
OPTIONAL MATCH (a:Run {id: $one})-[:EXECUTES]->(f:Flow)<-[:EXECUTES]-(b:Run {id: $other})
WITH count(f) > 0 AS same
MATCH (r:Run)-[:HAS_INPUT]->(s:Setting)-[:SPECIFIED_BY]->(p:HyperParameter)
WHERE r.id IN [$one, $other]
WITH CASE WHEN same THEN p.id ELSE p.name END AS key, p.name AS name, p.defaultValue AS default,
  CASE WHEN r.id = $one THEN s.hasValue ELSE null END AS first, CASE WHEN r.id = $other THEN s.hasValue ELSE null END AS second
  ORDER BY default, first, second
WITH key, name, collect(DISTINCT default) AS defaults, collect(DISTINCT first) AS firsts, collect(DISTINCT second) AS seconds
WITH key, name, defaults, firsts, seconds, size([x IN firsts WHERE x IN seconds]) AS shared
WHERE shared < size(firsts) OR shared < size(seconds)
RETURN key AS hyperParameter, name, firsts[0] AS one, seconds[0] AS other, defaults[0] AS default
ORDER BY hyperParameter LIMIT $limit
