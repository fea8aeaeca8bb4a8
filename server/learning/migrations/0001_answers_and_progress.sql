-- The log of answers grows without end and is written at every answer: it is only appended to, and its one index serves
-- both purposes it has, recognising an event that comes again and reading one person's answers.
CREATE TABLE learning_answers (
    account_id     BIGINT   NOT NULL,
    device_no      BIGINT   NOT NULL CHECK (device_no > 0),
    sequence       BIGINT   NOT NULL CHECK (sequence > 0),   -- counted by the device
    id             BIGINT   NOT NULL,                        -- the receipt is made of it
    item           TEXT     NOT NULL,
    item_version   BIGINT   NOT NULL,
    context        TEXT     NOT NULL CHECK (context IN ('lesson', 'review')),
    response       TEXT     NOT NULL,                        -- a JSON list of texts
    score_permille BIGINT   NOT NULL CHECK (score_permille BETWEEN 0 AND 1000),
    answered_at    BIGINT   NOT NULL,                        -- UTC milliseconds, corrected when the device's clock was off
    received_at    BIGINT   NOT NULL,
    day            BIGINT   NOT NULL,                        -- of answered_at, in Asia/Ho_Chi_Minh
    took_ms        BIGINT   NOT NULL CHECK (took_ms >= 0),
    PRIMARY KEY (account_id, device_no, sequence)
);

-- A device names itself once by a UUID; the log holds its short number.
CREATE TABLE learning_devices (
    account_id    BIGINT NOT NULL,
    device_uuid   TEXT   NOT NULL,
    device_no     BIGINT NOT NULL CHECK (device_no > 0),
    first_seen_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, device_uuid)
);

-- What a person remembers of an item (FSRS-6). answers_count 0: a recall card that waits for its first review.
CREATE TABLE learning_items (
    account_id           BIGINT           NOT NULL,
    item                 TEXT             NOT NULL,
    stability_days       DOUBLE PRECISION NOT NULL,
    difficulty           DOUBLE PRECISION NOT NULL,
    last_day             BIGINT           NOT NULL,
    due_day              BIGINT           NOT NULL,
    answers_count        BIGINT           NOT NULL CHECK (answers_count >= 0),
    first_score_permille BIGINT           NOT NULL CHECK (first_score_permille BETWEEN 0 AND 1000),
    lapses               BIGINT           NOT NULL CHECK (lapses >= 0),
    PRIMARY KEY (account_id, item)
);

CREATE TABLE learning_lessons (
    account_id     BIGINT NOT NULL,
    lesson_id      TEXT   NOT NULL,
    level          BIGINT NOT NULL,
    items_answered BIGINT NOT NULL,
    score_percent  BIGINT NOT NULL CHECK (score_percent BETWEEN 0 AND 100),  -- of first answers
    started_at     BIGINT NOT NULL,
    completed_at   BIGINT,                                                   -- null until every item was answered
    PRIMARY KEY (account_id, lesson_id)
);

-- One row for each person and day. The *_seconds are the plan's estimates of what was done, so that a plan made later
-- the same day leaves as much room to a slow reader as to a fast one; took_ms is what was measured.
CREATE TABLE learning_days (
    account_id     BIGINT   NOT NULL,
    day            BIGINT   NOT NULL,
    answers_count  BIGINT   NOT NULL,
    took_ms        BIGINT   NOT NULL,
    review_seconds BIGINT   NOT NULL,
    lesson_seconds BIGINT   NOT NULL,
    task_seconds   BIGINT   NOT NULL,
    lessons_done   BIGINT   NOT NULL,
    tasks_done     BIGINT   NOT NULL,
    studied        SMALLINT NOT NULL CHECK (studied IN (0, 1)),
    PRIMARY KEY (account_id, day)
);
-- Its columns never change after the day's first answer, so later answers of the day leave it alone.
CREATE INDEX learning_days_by_day ON learning_days (day);

CREATE TABLE learning_task_submissions (
    account_id   BIGINT NOT NULL,
    lesson_id    TEXT   NOT NULL,
    body         TEXT   NOT NULL,  -- free text; emptied when the person is erased
    checks       TEXT   NOT NULL,  -- a JSON list of booleans, one for each criterion
    submitted_at BIGINT NOT NULL,  -- the last time
    day          BIGINT NOT NULL,  -- of the first time
    PRIMARY KEY (account_id, lesson_id)
);

CREATE VIEW learning_report_days AS
SELECT account_id, day, answers_count, review_seconds + lesson_seconds + task_seconds AS seconds, lessons_done, tasks_done, studied
FROM learning_days;

CREATE VIEW learning_report_lessons AS
SELECT account_id, lesson_id, level, completed_at, score_percent
FROM learning_lessons
WHERE completed_at IS NOT NULL;

CREATE VIEW learning_report_starts AS
SELECT account_id, lesson_id, level, started_at
FROM learning_lessons;
