-- What a removal that goes on is expected to keep, in bytes: it counts in ledger.retained until the
-- deployment is gone and what was really kept is known.
ALTER TABLE deployment ADD COLUMN retaining BIGINT NOT NULL DEFAULT 0;
UPDATE meta SET value = '2' WHERE name = 'format';
