-- What a step came to in figures, one line.
ALTER TABLE step ADD COLUMN summary TEXT NOT NULL DEFAULT '';

UPDATE meta SET value = '5' WHERE name = 'format';
