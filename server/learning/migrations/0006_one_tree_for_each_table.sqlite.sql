-- In SQLite a table keyed by several columns is two trees, the rows and the key beside them. These are read and written by
-- their key at every answer: with the rows in the key's own tree each visit costs one descent instead of two. The log of
-- answers stays as it is: rows at the end, and a small index. Views must not follow the renames, hence the pragma.
PRAGMA legacy_alter_table = ON;

ALTER TABLE learning_devices RENAME TO learning_devices_before;
CREATE TABLE learning_devices (
    account_id    BIGINT NOT NULL,
    device_uuid   TEXT   NOT NULL,
    device_no     BIGINT NOT NULL CHECK (device_no > 0),
    first_seen_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, device_uuid)
) WITHOUT ROWID;
INSERT INTO learning_devices SELECT account_id, device_uuid, device_no, first_seen_at FROM learning_devices_before;
DROP TABLE learning_devices_before;

ALTER TABLE learning_items RENAME TO learning_items_before;
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
) WITHOUT ROWID;
INSERT INTO learning_items
SELECT account_id, item, stability_days, difficulty, last_day, due_day, answers_count, first_score_permille, lapses
FROM learning_items_before;
DROP TABLE learning_items_before;

ALTER TABLE learning_lessons RENAME TO learning_lessons_before;
CREATE TABLE learning_lessons (
    account_id     BIGINT NOT NULL,
    lesson_id      TEXT   NOT NULL,
    level          BIGINT NOT NULL,
    items_answered BIGINT NOT NULL,
    score_percent  BIGINT NOT NULL CHECK (score_percent BETWEEN 0 AND 100),
    started_at     BIGINT NOT NULL,
    completed_at   BIGINT,
    PRIMARY KEY (account_id, lesson_id)
) WITHOUT ROWID;
INSERT INTO learning_lessons
SELECT account_id, lesson_id, level, items_answered, score_percent, started_at, completed_at FROM learning_lessons_before;
DROP TABLE learning_lessons_before;

ALTER TABLE learning_days RENAME TO learning_days_before;
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
) WITHOUT ROWID;
INSERT INTO learning_days
SELECT account_id, day, answers_count, took_ms, review_seconds, lesson_seconds, task_seconds, lessons_done, tasks_done, studied
FROM learning_days_before;
DROP TABLE learning_days_before;
CREATE INDEX learning_days_by_day ON learning_days (day);

PRAGMA legacy_alter_table = OFF;
