CREATE TABLE foundation_outbox (
    id          BIGINT   NOT NULL PRIMARY KEY,
    subscriber  TEXT     NOT NULL,
    payload     TEXT     NOT NULL,               -- the event as JSON
    created_at  BIGINT   NOT NULL,               -- UTC milliseconds, as everywhere
    attempts    BIGINT   NOT NULL,
    next_try_at BIGINT   NOT NULL
);

CREATE TABLE foundation_job_runs (
    name        TEXT     NOT NULL PRIMARY KEY,
    ran_at      BIGINT   NOT NULL,
    ended_at    BIGINT   NOT NULL,
    failure     TEXT                             -- what the last run failed with, NULL when it went well
);
