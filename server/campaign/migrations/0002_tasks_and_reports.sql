-- What happened to a task of a plan, in order; the newest step says where it stands. A task without a row is open.
CREATE TABLE campaign_task_steps (
    plan_id     BIGINT NOT NULL,
    task_id     TEXT   NOT NULL,
    number      BIGINT NOT NULL CHECK (number > 0),
    state       TEXT   NOT NULL CHECK (state IN ('open', 'in_progress', 'done', 'dropped')),
    note        TEXT   NOT NULL,
    evidence_id BIGINT REFERENCES campaign_evidence (id),
    by_id       BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    PRIMARY KEY (plan_id, task_id, number)
);

-- One report of one unit for one period. body: the document as it was handed in, in JSON; '' until then.
CREATE TABLE campaign_reports (
    id           BIGINT NOT NULL PRIMARY KEY,
    plan_id      BIGINT NOT NULL,
    plan_version BIGINT NOT NULL,
    report_id    TEXT   NOT NULL,
    unit_id      BIGINT NOT NULL,
    period       TEXT   NOT NULL,
    due_on       BIGINT NOT NULL,
    cut_off      BIGINT NOT NULL,
    state        TEXT   NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    revision     BIGINT NOT NULL CHECK (revision > 0),
    narrative    TEXT   NOT NULL,  -- JSON: part -> text
    body         TEXT   NOT NULL,
    as_of_on     BIGINT,           -- of the body
    submitted_at BIGINT,           -- the first time: what "on time" goes by
    UNIQUE (plan_id, report_id, unit_id, period)
);
CREATE INDEX campaign_reports_by_unit ON campaign_reports (unit_id, due_on);

CREATE TABLE campaign_report_steps (
    report    BIGINT NOT NULL REFERENCES campaign_reports (id),
    number    BIGINT NOT NULL CHECK (number > 0),
    state     TEXT   NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved')),
    reason    TEXT   NOT NULL,
    by_id     BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    PRIMARY KEY (report, number)
);
