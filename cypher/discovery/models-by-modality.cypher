// title: Models by modality and axes
// question: Which models take images of this kind, on which axes, under which licence, and on what were they trained?
// param modality: string = null — how the images are made; a part of the word is enough: electron-microscopy
// param dimensions: string = null — 2D or 3D
// param axes: string = null — axes of an input, by letter: bczyx
// param limit: integer = 1000 — rows at most
// example: {"modality": "electron-microscopy", "dimensions": "3D"}
// columns: id, name, modalities, dimensions, axes, licenses, trainedOn
MATCH (m:MLModel)
WHERE (m.inputAxes IS NOT NULL OR m.spatialDimensions IS NOT NULL)
  AND ($dimensions IS NULL OR $dimensions IN coalesce(m.spatialDimensions, []))
  AND ($axes IS NULL OR $axes IN coalesce(m.inputAxes, []))
OPTIONAL MATCH (m)-[:IMAGING_MODALITY]->(t:DefinedTerm)
WITH m, coalesce(t.termCode, t.name) AS word ORDER BY word
WITH m, collect(DISTINCT word) AS modalities
WHERE $modality IS NULL OR size([x IN modalities WHERE x CONTAINS coalesce($modality, '')]) > 0
OPTIONAL MATCH (m)-[:LICENSE]->(l:License)
WITH m, modalities, l.id AS license ORDER BY license
WITH m, modalities, collect(DISTINCT license) AS licenses
OPTIONAL MATCH (m)-[:TRAINED_ON]->(d:Dataset)
WITH m, modalities, licenses, d.id AS dataset ORDER BY dataset
WITH m, modalities, licenses, collect(DISTINCT dataset) AS trainedOn
RETURN m.id AS id, m.name AS name, modalities, coalesce(m.spatialDimensions, []) AS dimensions, coalesce(m.inputAxes, []) AS axes, licenses, trainedOn
ORDER BY id LIMIT $limit
