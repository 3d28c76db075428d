CREATE CONSTRAINT resource_uri IF NOT EXISTS FOR (n:Resource) REQUIRE n.uri IS UNIQUE;
CREATE CONSTRAINT resource_id IF NOT EXISTS FOR (n:Resource) REQUIRE n.id IS UNIQUE;
CREATE INDEX resource_uri_lookup IF NOT EXISTS FOR (n:Resource) ON (n.uri);
CREATE INDEX resource_id_lookup IF NOT EXISTS FOR (n:Resource) ON (n.id);
CREATE INDEX mlmodel_name IF NOT EXISTS FOR (n:MLModel) ON (n.name);
CREATE INDEX mlmodel_source_id IF NOT EXISTS FOR (n:MLModel) ON (n.sourceId);
CREATE INDEX dataset_name IF NOT EXISTS FOR (n:Dataset) ON (n.name);
