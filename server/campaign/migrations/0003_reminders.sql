-- What a person was reminded of, as it was worded. One of a kind for each thing, person and stage, and at most one a day.
CREATE TABLE campaign_reminders (
    id         BIGINT NOT NULL PRIMARY KEY,
    thing      TEXT   NOT NULL CHECK (thing <> ''),
    account_id BIGINT NOT NULL,
    stage      TEXT   NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('task', 'report')),
    plan_id    BIGINT NOT NULL,
    unit_id    BIGINT NOT NULL,  -- whose duty it is
    due_on     BIGINT NOT NULL,
    subject    TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    link       TEXT   NOT NULL,  -- within the app
    made_on    BIGINT NOT NULL,
    made_at    BIGINT NOT NULL,
    asked_by   BIGINT NOT NULL,  -- 0: the clock
    read_at    BIGINT,
    UNIQUE (thing, account_id, stage),
    UNIQUE (thing, account_id, made_on)
);
CREATE INDEX campaign_reminders_by_person ON campaign_reminders (account_id, id);
CREATE INDEX campaign_reminders_by_unit ON campaign_reminders (unit_id, id);

-- Each way on which a reminder goes. "sending" is written before it leaves: what a crash cuts off there is never sent twice.
CREATE TABLE campaign_sendings (
    reminder_id BIGINT NOT NULL REFERENCES campaign_reminders (id) ON DELETE CASCADE,
    channel     TEXT   NOT NULL CHECK (channel IN ('app', 'email', 'webhook')),
    state       TEXT   NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'given_up', 'unclear')),
    tries       BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    outcome     TEXT   NOT NULL,
    changed_at  BIGINT NOT NULL,
    PRIMARY KEY (reminder_id, channel)
);
CREATE INDEX campaign_sendings_waiting ON campaign_sendings (next_try_at) WHERE state IN ('waiting', 'sending');

-- Who wants which channel; without a row, all.
CREATE TABLE campaign_reminder_choices (
    account_id BIGINT   NOT NULL PRIMARY KEY,
    app        SMALLINT NOT NULL CHECK (app IN (0, 1)),
    email      SMALLINT NOT NULL CHECK (email IN (0, 1)),
    webhook    SMALLINT NOT NULL CHECK (webhook IN (0, 1))
);
