-- How a server finds what others marked. SQLite has no others.
CREATE INDEX work_pending ON work (mark) WHERE due < 9223372036854775807;
