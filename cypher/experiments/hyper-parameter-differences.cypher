// title: Hyper-parameters that differ
// question: In which hyper-parameters do these two runs differ? Where one states no value, its flow's default held.
// param one: id — a run, e.g. openml:run/1
// param other: id — another run
// param limit: integer = 1000 — rows at most
// example: {"one": "openml:run/1", "other": "openml:run/2"}
// columns: hyperParameter, name, one, other, default
MATCH (r:Run)-[:HAS_INPUT]->(s:Setting)-[:SPECIFIED_BY]->(p:HyperParameter)
WHERE r.id IN [$one, $other]
WITH p, CASE WHEN r.id = $one THEN s.hasValue ELSE null END AS first, CASE WHEN r.id = $other THEN s.hasValue ELSE null END AS second ORDER BY first, second
WITH p, collect(DISTINCT first) AS firsts, collect(DISTINCT second) AS seconds
WITH p, firsts, seconds, size([x IN firsts WHERE x IN seconds]) AS shared
WHERE shared < size(firsts) OR shared < size(seconds)
RETURN p.id AS hyperParameter, p.name AS name, firsts[0] AS one, seconds[0] AS other, p.defaultValue AS default
ORDER BY hyperParameter LIMIT $limit
