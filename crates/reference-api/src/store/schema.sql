CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE device (
  pk INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  serial TEXT NOT NULL,
  type TEXT NOT NULL,
  online INTEGER NOT NULL,
  site TEXT NOT NULL,
  organization TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  utc_offset INTEGER NOT NULL, -- minutes, without summer time
  firmware TEXT NOT NULL
);

-- One row for each device of a transaction. Rows are only ever added, newest last, so that pk runs from 1 without a gap:
-- the n-th row of the list, newest first, is pk = count - n, and a page costs the same at every offset.
CREATE TABLE operation (
  pk INTEGER PRIMARY KEY,
  txn INTEGER NOT NULL,
  device INTEGER NOT NULL REFERENCES device (pk),
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  scheduled_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  progress INTEGER NOT NULL,
  data TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  next_at INTEGER -- when the simulation looks at it again; null: never
);
CREATE INDEX operation_of_transaction ON operation (txn);
CREATE INDEX operation_due ON operation (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX operation_open ON operation (device) WHERE status NOT IN ('completed', 'failed', 'cancelled');

CREATE TABLE notice (
  txn INTEGER PRIMARY KEY,
  email_on_completion INTEGER NOT NULL,
  email_on_failure INTEGER NOT NULL,
  webhook_url TEXT
);

-- What is still to be sent. Times are the machine's, not the simulation's: the receivers are real.
CREATE TABLE outbox (
  pk INTEGER PRIMARY KEY,
  target TEXT NOT NULL, -- a URL, or 'mail'
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL
);
CREATE INDEX outbox_due ON outbox (next_at);
