// title: Models with a DOI
// question: Which BioImage.IO models can be cited by a DOI of their own?
// param limit: integer = 100 — rows at most
// example: {}
// columns: id, name, dois
MATCH (m:MLModel)
WHERE m.id STARTS WITH 'bioimageio:' AND (m.sameAs IS NOT NULL OR m.identifier IS NOT NULL)
WITH m, [x IN coalesce(m.sameAs, []) WHERE x STARTS WITH 'https://doi.org/' | substring(x, 16)]
  + [x IN coalesce(m.identifier, []) WHERE x STARTS WITH 'doi:' | substring(x, 4)] AS dois
WHERE size(dois) > 0
RETURN m.id AS id, m.name AS name, dois
ORDER BY id LIMIT $limit
