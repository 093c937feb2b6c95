-- Who is signed in through a provider, and what the members of its groups may do in projects.
CREATE TABLE session (
  hash ${text} PRIMARY KEY,
  member ${text} NOT NULL,
  group_names TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL
);
CREATE INDEX session_by_member ON session (member);

CREATE TABLE group_role (
  project ${text} NOT NULL,
  group_name ${text} NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (project, group_name)
) ${clustered};
CREATE INDEX group_role_by_group ON group_role (group_name);

UPDATE meta SET value = '4' WHERE name = 'format';
