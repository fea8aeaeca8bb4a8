-- What first answers say about an item; counted anew every night, so it can be thrown away.
CREATE TABLE learning_item_data (
    item           TEXT             NOT NULL PRIMARY KEY,
    people_count   BIGINT           NOT NULL,
    mean_permille  DOUBLE PRECISION NOT NULL,          -- facility
    discrimination DOUBLE PRECISION,                   -- null when it cannot be said
    wrong_response TEXT,                               -- the most frequent one that was not right, as it was sent
    wrong_people   BIGINT           NOT NULL,
    counted_at     BIGINT           NOT NULL
);

-- "Something is wrong with this question", told by a learner.
CREATE TABLE learning_mistakes (
    id           BIGINT NOT NULL PRIMARY KEY,
    account_id   BIGINT NOT NULL,
    item         TEXT   NOT NULL,
    item_version BIGINT NOT NULL,
    body         TEXT   NOT NULL,                      -- free text; emptied when the person is erased
    reported_at  BIGINT NOT NULL,
    closed_at    BIGINT                                -- null while an author has still to look
);
CREATE INDEX learning_mistakes_open ON learning_mistakes (id) WHERE closed_at IS NULL;
CREATE INDEX learning_mistakes_by_account ON learning_mistakes (account_id, reported_at);
