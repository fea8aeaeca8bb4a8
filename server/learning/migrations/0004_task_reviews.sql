-- A task that was handed in has an address of its own (id) and stands somewhere: handed in, accepted or returned by a coach.
ALTER TABLE learning_task_submissions ADD COLUMN id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_task_submissions ADD COLUMN state TEXT NOT NULL DEFAULT 'handed_in'
    CHECK (state IN ('handed_in', 'accepted', 'returned'));
ALTER TABLE learning_task_submissions ADD COLUMN steps_count BIGINT NOT NULL DEFAULT 1 CHECK (steps_count > 0);
ALTER TABLE learning_task_submissions ADD COLUMN decided_at BIGINT;  -- null while a coach has still to look

-- Small numbers for what is there already: ids made later carry the time and are far larger.
UPDATE learning_task_submissions SET id = numbered.place
FROM (SELECT account_id, lesson_id, ROW_NUMBER() OVER (ORDER BY submitted_at, account_id, lesson_id) AS place
      FROM learning_task_submissions) AS numbered
WHERE learning_task_submissions.account_id = numbered.account_id AND learning_task_submissions.lesson_id = numbered.lesson_id;

CREATE UNIQUE INDEX learning_task_submissions_by_id ON learning_task_submissions (id);
-- The queue of coaches, oldest first.
CREATE INDEX learning_task_submissions_by_state ON learning_task_submissions (state, submitted_at, id);

-- What happened to a submission, in order. A hand-in that nobody has reviewed yet is replaced by the next one, so that
-- rows grow with decisions, not with every change of mind.
CREATE TABLE learning_task_steps (
    submission_id BIGINT NOT NULL,
    number        BIGINT NOT NULL CHECK (number > 0),
    step          TEXT   NOT NULL CHECK (step IN ('handed_in', 'accepted', 'returned')),
    by_account_id BIGINT NOT NULL,
    at            BIGINT NOT NULL,
    checks        TEXT   NOT NULL,  -- a JSON list of booleans: the learner's own, or those the coach ticked
    words         TEXT   NOT NULL,  -- what was handed in, or the coach's reason; emptied when its writer is erased
    PRIMARY KEY (submission_id, number)
);
CREATE INDEX learning_task_steps_by_reviewer ON learning_task_steps (by_account_id) WHERE step <> 'handed_in';

INSERT INTO learning_task_steps (submission_id, number, step, by_account_id, at, checks, words)
SELECT id, 1, 'handed_in', account_id, submitted_at, checks, body FROM learning_task_submissions;

-- Kept here and not as files, so that a backup of the database is whole.
CREATE TABLE learning_task_photos (
    id          BIGINT   NOT NULL PRIMARY KEY,
    account_id  BIGINT   NOT NULL,
    task_id     TEXT     NOT NULL,
    handed_in   SMALLINT NOT NULL CHECK (handed_in IN (0, 1)),  -- 0: uploaded, but not yet part of what was handed in
    width       BIGINT   NOT NULL CHECK (width > 0),
    height      BIGINT   NOT NULL CHECK (height > 0),
    uploaded_at BIGINT   NOT NULL,
    jpeg_base64 TEXT     NOT NULL
);
CREATE INDEX learning_task_photos_by_task ON learning_task_photos (account_id, task_id);
CREATE INDEX learning_task_photos_waiting ON learning_task_photos (uploaded_at) WHERE handed_in = 0;

-- task_id is a lesson's id, or a work sample's. Accepted means that a coach of the learner's unit accepted it.
CREATE VIEW learning_report_tasks AS
SELECT account_id, lesson_id AS task_id, state, day AS first_handed_in_on, submitted_at AS handed_in_at, decided_at
FROM learning_task_submissions;
