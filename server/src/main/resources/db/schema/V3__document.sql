-- What a dialect must remember and Sutler has no word for: service types, templates, ...
CREATE TABLE document (
  dialect ${text} NOT NULL,
  kind ${text} NOT NULL,
  id ${text} NOT NULL,
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  body TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (dialect, kind, id)
);
CREATE UNIQUE INDEX document_by_name ON document (dialect, kind, project, name);

UPDATE meta SET value = '3' WHERE name = 'format';
