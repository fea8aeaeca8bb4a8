CREATE TABLE learning_test_tries (
    account_id    BIGINT   NOT NULL,
    test_id       TEXT     NOT NULL,
    try_no        BIGINT   NOT NULL CHECK (try_no > 0),
    test_version  BIGINT   NOT NULL,
    started_at    BIGINT   NOT NULL,
    ends_at       BIGINT   NOT NULL CHECK (ends_at > started_at),
    finished_at   BIGINT,                                          -- null while it is open
    score_percent BIGINT   NOT NULL CHECK (score_percent BETWEEN 0 AND 100),
    passed        SMALLINT NOT NULL CHECK (passed IN (0, 1)),
    PRIMARY KEY (account_id, test_id, try_no)
);
CREATE INDEX learning_test_tries_open ON learning_test_tries (ends_at) WHERE finished_at IS NULL;

-- The items drawn for a try, each at its place, so that a newer pack cannot change a try under way.
CREATE TABLE learning_test_answers (
    account_id     BIGINT NOT NULL,
    test_id        TEXT   NOT NULL,
    try_no         BIGINT NOT NULL,
    position       BIGINT NOT NULL CHECK (position > 0),
    item           TEXT   NOT NULL,
    item_version   BIGINT NOT NULL,
    competence     TEXT   NOT NULL,
    response       TEXT,                                           -- a JSON list of texts; null: not answered
    score_permille BIGINT NOT NULL CHECK (score_permille BETWEEN 0 AND 1000),
    answered_at    BIGINT,
    PRIMARY KEY (account_id, test_id, try_no, position)
);

CREATE VIEW learning_report_level_tests AS
SELECT account_id, test_id, try_no, finished_at, score_percent, passed
FROM learning_test_tries
WHERE finished_at IS NOT NULL;
