-- Append-only. The key is also the promise that one thing is rewarded once; a person's page of entries is read by its
-- first column, so that this hot table needs no second index.
CREATE TABLE rewards_ledger (
    id         BIGINT NOT NULL,
    account_id BIGINT NOT NULL,                       -- outlives the account, then nobody's name
    at         BIGINT NOT NULL,
    day        BIGINT NOT NULL,                       -- the day it counts for; earlier than `at` when learned without network
    reason     TEXT   NOT NULL CHECK (reason IN ('item_right', 'review_on_time', 'lesson_completed', 'task_done',
                                                 'daily_goal', 'streak_week')),
    subject    TEXT   NOT NULL,                       -- an item, a lesson, a number of days, or nothing
    once_on    BIGINT NOT NULL,                       -- the day when it may be earned again on another day, else 0
    points     BIGINT NOT NULL CHECK (points >= 0),
    withheld   BIGINT NOT NULL CHECK (withheld >= 0), -- earned beyond the day's cap and not given
    PRIMARY KEY (account_id, reason, subject, once_on)
);

-- What the ledger adds up to, and the streak as the days studied give it: caches, recounted every night.
CREATE TABLE rewards_totals (
    account_id         BIGINT NOT NULL PRIMARY KEY,
    points_total       BIGINT NOT NULL CHECK (points_total >= 0),
    reached_at         BIGINT NOT NULL,               -- when points_total last grew
    streak_days        BIGINT NOT NULL CHECK (streak_days >= 0),
    streak_longest     BIGINT NOT NULL CHECK (streak_longest >= streak_days),
    streak_freezes     BIGINT NOT NULL CHECK (streak_freezes >= 0),
    streak_run         BIGINT NOT NULL CHECK (streak_run >= 0),
    streak_studied_day BIGINT NOT NULL,               -- the last day studied, 0 when none
    streak_day         BIGINT NOT NULL                -- the day the streak was computed for
);

-- What each day has brought: for the caps and for the week's points.
CREATE TABLE rewards_days (
    account_id        BIGINT NOT NULL,
    day               BIGINT NOT NULL,
    points            BIGINT NOT NULL CHECK (points >= 0),
    capped_points     BIGINT NOT NULL CHECK (capped_points >= 0),
    review_points     BIGINT NOT NULL CHECK (review_points >= 0),
    self_rated_points BIGINT NOT NULL CHECK (self_rated_points >= 0),
    PRIMARY KEY (account_id, day)
);

CREATE VIEW rewards_report_totals AS
SELECT account_id, points_total, streak_days, streak_day FROM rewards_totals;
