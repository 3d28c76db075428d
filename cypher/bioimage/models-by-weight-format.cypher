// title: Models with weights of a format
// question: Which BioImage.IO models have weights of this format, with which content hash?
// param format: string = "onnx" — the name the sources use, e.g. onnx, torchscript
// param limit: integer = 100 — rows at most
// example: {"format": "onnx"}
// sample: {"format": "torchscript"}
// columns: id, name, file, sha256
MATCH (m:MLModel)-[:DISTRIBUTION]->(f:DataDownload)
WHERE m.id STARTS WITH 'bioimageio:' AND f.weightFormat = $format
RETURN m.id AS id, m.name AS name, f.id AS file, f.sha256 AS sha256
ORDER BY id, file LIMIT $limit
