-- Where a person chose to begin; no row: at the beginning.
CREATE TABLE learning_paths (
    account_id BIGINT NOT NULL PRIMARY KEY,
    level_id   TEXT   NOT NULL,
    chosen_at  BIGINT NOT NULL
);

CREATE TABLE learning_mastery_checks (
    account_id     BIGINT   NOT NULL,
    lesson_id      TEXT     NOT NULL,
    day            BIGINT   NOT NULL,
    score_permille BIGINT   NOT NULL CHECK (score_permille BETWEEN 0 AND 1000),
    passed         SMALLINT NOT NULL CHECK (passed IN (0, 1)),
    PRIMARY KEY (account_id, lesson_id, day)
);
