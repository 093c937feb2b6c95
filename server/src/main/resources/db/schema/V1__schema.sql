-- One script for both databases. What they cannot share stands in placeholders:
--   ${text}       text that sorts by bytes            ${key}   a small number that is the row's own place
--   ${clustered}  rows stored in their primary key    ${hot}   room for updates in place
-- Times are microseconds since 1970 UTC, flags are 0 or 1, JSON is text.

CREATE TABLE meta (
  name ${text} PRIMARY KEY,
  value TEXT NOT NULL
) ${clustered};

CREATE TABLE counter (
  name ${text} PRIMARY KEY,
  next BIGINT NOT NULL
) ${clustered};

CREATE TABLE project (
  id ${text} PRIMARY KEY,
  name ${text} NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE quota (
  project ${text} PRIMARY KEY,
  deployments BIGINT NOT NULL,
  per_plan TEXT NOT NULL,
  cpus BIGINT NOT NULL,
  memory BIGINT NOT NULL,
  disk BIGINT NOT NULL,
  retained BIGINT NOT NULL
) ${clustered};

-- What a project uses and where its audit chain ends; the row to lock before either changes.
-- It outlives its project (standing 0), as the audit does. The row '' is for what belongs to none.
CREATE TABLE ledger (
  project ${text} PRIMARY KEY,
  deployments BIGINT NOT NULL,
  cpus BIGINT NOT NULL,
  memory BIGINT NOT NULL,
  disk BIGINT NOT NULL,
  retained BIGINT NOT NULL,
  standing INTEGER NOT NULL,
  audit_seq BIGINT NOT NULL,
  audit_hash TEXT NOT NULL
) ${clustered} ${hot};

CREATE TABLE plan_usage (
  project ${text} NOT NULL,
  plan ${text} NOT NULL,
  deployments BIGINT NOT NULL,
  PRIMARY KEY (project, plan)
) ${clustered} ${hot};

CREATE TABLE app_user (
  id ${text} PRIMARY KEY,
  name ${text} NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  admin INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE membership (
  project ${text} NOT NULL,
  member ${text} NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (project, member)
) ${clustered};
CREATE INDEX membership_by_member ON membership (member);

CREATE TABLE token (
  id ${text} PRIMARY KEY,
  hash ${text} NOT NULL UNIQUE,
  label TEXT NOT NULL,
  owner ${text} NOT NULL,
  project ${text},
  role TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires BIGINT
);
CREATE INDEX token_by_owner ON token (owner);

-- What a dialect checks a caller with: hashed, or sealed where it must compute with it.
CREATE TABLE credential (
  id ${text} PRIMARY KEY,
  owner ${text} NOT NULL,
  dialect TEXT NOT NULL,
  kind TEXT NOT NULL,
  hashed TEXT,
  sealed BYTEA,
  created_at BIGINT NOT NULL,
  expires BIGINT
);
CREATE INDEX credential_by_owner ON credential (owner);

CREATE TABLE bundle (
  digest ${text} PRIMARY KEY,
  content BYTEA NOT NULL
);

-- project '' means every project.
CREATE TABLE plan_version (
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  version ${text} NOT NULL,
  digest ${text} NOT NULL,
  trust TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT NOT NULL,
  document TEXT NOT NULL,
  uses TEXT NOT NULL,
  published_by TEXT NOT NULL,
  published_at BIGINT NOT NULL,
  PRIMARY KEY (project, name, version)
);
CREATE INDEX plan_version_by_digest ON plan_version (digest);

CREATE TABLE region (
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  settings TEXT NOT NULL,
  secret TEXT NOT NULL,
  drained INTEGER NOT NULL,
  max_parallel BIGINT NOT NULL,
  PRIMARY KEY (project, name)
);

CREATE TABLE flavor (
  project ${text} NOT NULL,
  region ${text} NOT NULL,
  name ${text} NOT NULL,
  native_id TEXT NOT NULL,
  cpus BIGINT NOT NULL,
  memory BIGINT NOT NULL,
  disk BIGINT NOT NULL,
  price TEXT NOT NULL,
  PRIMARY KEY (project, region, name)
);

CREATE TABLE image (
  project ${text} NOT NULL,
  region ${text} NOT NULL,
  name ${text} NOT NULL,
  native_id TEXT NOT NULL,
  login TEXT NOT NULL,
  PRIMARY KEY (project, region, name)
);

CREATE TABLE key_pair (
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  public_key TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (project, name)
);

CREATE TABLE deployment (
  key ${key},
  id ${text} NOT NULL UNIQUE,
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  display_name TEXT NOT NULL,
  place TEXT NOT NULL,
  plan ${text} NOT NULL,
  run_state TEXT NOT NULL,
  generation BIGINT NOT NULL,
  observed_generation BIGINT NOT NULL,
  version BIGINT NOT NULL,
  cpus BIGINT NOT NULL,
  memory BIGINT NOT NULL,
  disk BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  desired TEXT NOT NULL,
  observed TEXT NOT NULL,
  UNIQUE (project, name)
) ${hot};

CREATE TABLE component (
  deployment BIGINT NOT NULL,
  name ${text} NOT NULL,
  driver TEXT NOT NULL,
  region TEXT NOT NULL,
  digest TEXT,
  attempted TEXT,
  inputs TEXT NOT NULL,
  bundle TEXT NOT NULL,
  needs TEXT NOT NULL,
  holds_data TEXT NOT NULL,
  handle TEXT,
  members TEXT NOT NULL,
  outputs TEXT NOT NULL,
  failure TEXT,
  attempts INTEGER NOT NULL,
  retry_at BIGINT,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (deployment, name)
) ${hot};

CREATE TABLE binding (
  consumer BIGINT NOT NULL,
  parameter ${text} NOT NULL,
  provider ${text} NOT NULL,
  output TEXT NOT NULL,
  PRIMARY KEY (consumer, parameter)
) ${clustered};
CREATE INDEX binding_by_provider ON binding (provider);

-- The queue: narrow, so that it is rebuilt in memory in one pass. mark is the time of the newest
-- mark, made to grow; due is 9223372036854775807 where nothing is pending.
CREATE TABLE work (
  shard INTEGER NOT NULL,
  key BIGINT NOT NULL,
  place TEXT NOT NULL,
  due BIGINT NOT NULL,
  fresh INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  mark BIGINT NOT NULL,
  PRIMARY KEY (shard, key)
) ${clustered} ${hot};

CREATE TABLE shard (
  place ${text} NOT NULL,
  shard INTEGER NOT NULL,
  holder TEXT NOT NULL,
  lease_until BIGINT NOT NULL,
  fence BIGINT NOT NULL,
  PRIMARY KEY (place, shard)
) ${clustered} ${hot};

CREATE TABLE server (
  id ${text} PRIMARY KEY,
  places TEXT NOT NULL,
  alive_until BIGINT NOT NULL
) ${clustered};

CREATE TABLE command (
  id ${text} PRIMARY KEY,
  project ${text} NOT NULL,
  deployment ${text} NOT NULL,
  deployment_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  state TEXT NOT NULL,
  generation BIGINT NOT NULL,
  operation TEXT NOT NULL,
  params TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  face TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  deadline BIGINT NOT NULL,
  ended_at BIGINT,
  reason TEXT NOT NULL,
  outputs TEXT NOT NULL
) ${hot};
CREATE INDEX command_by_project ON command (project, id);
CREATE INDEX command_by_deployment ON command (deployment, id);
CREATE INDEX command_open ON command (deployment) WHERE ended_at IS NULL;

CREATE TABLE run (
  id ${text} PRIMARY KEY,
  deployment_key BIGINT NOT NULL,
  deployment ${text} NOT NULL,
  command TEXT,
  generation BIGINT NOT NULL,
  worker TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT NOT NULL
) ${hot};
CREATE INDEX run_by_deployment ON run (deployment, id);
CREATE INDEX run_open ON run (deployment_key) WHERE ended_at IS NULL;

CREATE TABLE step (
  run ${text} NOT NULL,
  number INTEGER NOT NULL,
  component TEXT NOT NULL,
  action TEXT NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  failure TEXT,
  handle TEXT,
  PRIMARY KEY (run, number)
) ${hot};

-- total: bytes of the run's log up to and with this chunk.
CREATE TABLE step_log (
  run ${text} NOT NULL,
  seq BIGINT NOT NULL,
  step INTEGER NOT NULL,
  at BIGINT NOT NULL,
  total BIGINT NOT NULL,
  chunk TEXT NOT NULL,
  PRIMARY KEY (run, seq)
);

-- adopter: id of the deployment that takes it over; '' for none.
CREATE TABLE retained (
  id ${text} PRIMARY KEY,
  project ${text} NOT NULL,
  name ${text} NOT NULL,
  from_id TEXT NOT NULL,
  from_name TEXT NOT NULL,
  component TEXT NOT NULL,
  plan TEXT NOT NULL,
  driver TEXT NOT NULL,
  region TEXT NOT NULL,
  handle TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  since BIGINT NOT NULL,
  expires BIGINT,
  adopter ${text} NOT NULL,
  UNIQUE (project, name)
);

CREATE TABLE secret (
  id ${text} PRIMARY KEY,
  project ${text} NOT NULL,
  deployment ${text} NOT NULL,
  sealed BYTEA NOT NULL
);
CREATE INDEX secret_by_project ON secret (project, id);
CREATE INDEX secret_by_deployment ON secret (deployment);

CREATE TABLE idempotency (
  id ${text} PRIMARY KEY,
  body_hash TEXT NOT NULL,
  command TEXT NOT NULL,
  expires BIGINT NOT NULL
) ${clustered};
CREATE INDEX idempotency_by_expiry ON idempotency (expires);

CREATE TABLE audit (
  project ${text} NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  face TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  before_state TEXT NOT NULL,
  after_state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (project, seq)
) ${clustered};

INSERT INTO meta (name, value) VALUES ('format', '1');
INSERT INTO counter (name, next) VALUES ('deployment', 1), ('epoch', 1);
INSERT INTO ledger VALUES ('', 0, 0, 0, 0, 0, 1, 0, '');
