// title: Counts by class
// question: How many things of each class are there, and how many are described, referenced only, or gone?
// example: {}
// columns: class, total, resolved, stubs, removed
MATCH (n:Resource)
UNWIND labels(n) AS class
WITH n, class
WHERE class <> 'Resource'
RETURN class, count(n) AS total, count(CASE WHEN n.resolved = true THEN 1 END) AS resolved,
  count(CASE WHEN n.resolved = false THEN 1 END) AS stubs, count(CASE WHEN n.removed = true THEN 1 END) AS removed
ORDER BY total DESC, class
