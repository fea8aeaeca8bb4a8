-- What a person reached and on which day, once and for ever: rows are added as events arrive (measures/rules.h).
CREATE TABLE campaign_facts (
    account_id BIGINT NOT NULL,
    measure    TEXT   NOT NULL,
    detail     TEXT   NOT NULL,  -- days or level; '' when the measure needs none
    reached_on BIGINT NOT NULL,
    PRIMARY KEY (account_id, measure, detail)
);
-- For reports as of a day, which walk through one measure.
CREATE INDEX campaign_facts_by_measure ON campaign_facts (measure, detail, reached_on);

-- The unit and group in which the counters have a person now.
CREATE TABLE campaign_places (
    account_id   BIGINT NOT NULL PRIMARY KEY,
    unit_id      BIGINT NOT NULL,
    target_group TEXT   NOT NULL CHECK (target_group IN ('official', 'student', 'worker', 'business', 'citizen'))
);

-- How many people placed in a unit reached a measure; kept in the transaction of the event, compared by recount.
CREATE TABLE campaign_counts (
    unit_id      BIGINT NOT NULL,
    target_group TEXT   NOT NULL CHECK (target_group IN ('official', 'student', 'worker', 'business', 'citizen')),
    measure      TEXT   NOT NULL,
    detail       TEXT   NOT NULL,
    people_count BIGINT NOT NULL CHECK (people_count >= 0),
    PRIMARY KEY (unit_id, target_group, measure, detail)
);

-- One row: whether the counters were ever filled from what had happened before they existed.
CREATE TABLE campaign_state (
    id      BIGINT   NOT NULL PRIMARY KEY CHECK (id = 1),
    counted SMALLINT NOT NULL CHECK (counted IN (0, 1))
);
INSERT INTO campaign_state (id, counted) VALUES (1, 0);

-- All versions of a plan share its id. A draft is changed in place, what was published never is.
CREATE TABLE campaign_plans (
    id           BIGINT NOT NULL,
    version      BIGINT NOT NULL CHECK (version > 0),
    unit_id      BIGINT NOT NULL,
    code         TEXT   NOT NULL CHECK (code <> ''),  -- the plan's own id, as in its file
    state        TEXT   NOT NULL CHECK (state IN ('draft', 'published')),
    valid_from   BIGINT,                              -- day; null while a draft
    revision     BIGINT NOT NULL CHECK (revision > 0),
    body         TEXT   NOT NULL,                     -- YAML, see docs/plan-format.md
    changed_by   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    PRIMARY KEY (id, version),
    CHECK ((state = 'draft') = (valid_from IS NULL))
);
CREATE UNIQUE INDEX campaign_plans_by_code ON campaign_plans (unit_id, code, version);
CREATE UNIQUE INDEX campaign_one_draft ON campaign_plans (id) WHERE state = 'draft';

-- A file that proves a number or a finished task. Kept here, so that a backup of the database is whole.
CREATE TABLE campaign_evidence (
    id             BIGINT NOT NULL PRIMARY KEY,
    unit_id        BIGINT NOT NULL,
    file_name      TEXT   NOT NULL,
    content_type   TEXT   NOT NULL,
    bytes_count    BIGINT NOT NULL CHECK (bytes_count > 0),
    sha256         TEXT   NOT NULL,
    content_base64 TEXT   NOT NULL,
    uploaded_by    BIGINT NOT NULL,
    uploaded_at    BIGINT NOT NULL
);

-- Numbers that no event knows yet, typed or imported. Never changed: a later row of the same day and kind takes its place.
CREATE TABLE campaign_values (
    id          BIGINT NOT NULL PRIMARY KEY,
    plan_id     BIGINT NOT NULL,
    target_id   TEXT   NOT NULL,
    unit_id     BIGINT NOT NULL,
    part        TEXT   NOT NULL CHECK (part IN ('reached', 'whole')),
    amount      BIGINT NOT NULL CHECK (amount >= 0),
    as_of_on    BIGINT NOT NULL,
    source      TEXT   NOT NULL CHECK (source <> ''),
    evidence_id BIGINT NOT NULL REFERENCES campaign_evidence (id),
    entered_by  BIGINT NOT NULL,
    entered_at  BIGINT NOT NULL
);
CREATE INDEX campaign_values_by_plan ON campaign_values (plan_id, unit_id, target_id);

-- Another share than the plan's, agreed for one unit.
CREATE TABLE campaign_overrides (
    plan_id   BIGINT NOT NULL,
    target_id TEXT   NOT NULL,
    unit_id   BIGINT NOT NULL,
    percent   BIGINT NOT NULL CHECK (percent BETWEEN 0 AND 100),
    set_by    BIGINT NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (plan_id, target_id, unit_id)
);
