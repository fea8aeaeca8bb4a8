-- As in learning: rows in the tree of their key. The ledger's key holds most of its row, so this nearly halves it. The list
-- of reasons is written out because SQLite builds a throw-away table for IN with more than two values, at every insertion.
PRAGMA legacy_alter_table = ON;

ALTER TABLE rewards_ledger RENAME TO rewards_ledger_before;
CREATE TABLE rewards_ledger (
    id         BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    day        BIGINT NOT NULL,
    reason     TEXT   NOT NULL CHECK (reason = 'item_right' OR reason = 'review_on_time' OR reason = 'lesson_completed' OR
                                      reason = 'task_done' OR reason = 'daily_goal' OR reason = 'streak_week'),
    subject    TEXT   NOT NULL,
    once_on    BIGINT NOT NULL,
    points     BIGINT NOT NULL CHECK (points >= 0),
    withheld   BIGINT NOT NULL CHECK (withheld >= 0),
    PRIMARY KEY (account_id, reason, subject, once_on)
) WITHOUT ROWID;
INSERT INTO rewards_ledger (id, account_id, at, day, reason, subject, once_on, points, withheld)
SELECT id, account_id, at, day, reason, subject, once_on, points, withheld FROM rewards_ledger_before;
DROP TABLE rewards_ledger_before;

ALTER TABLE rewards_totals RENAME TO rewards_totals_before;
CREATE TABLE rewards_totals (
    account_id         BIGINT NOT NULL PRIMARY KEY,
    points_total       BIGINT NOT NULL CHECK (points_total >= 0),
    reached_at         BIGINT NOT NULL,
    streak_days        BIGINT NOT NULL CHECK (streak_days >= 0),
    streak_longest     BIGINT NOT NULL CHECK (streak_longest >= streak_days),
    streak_freezes     BIGINT NOT NULL CHECK (streak_freezes >= 0),
    streak_run         BIGINT NOT NULL CHECK (streak_run >= 0),
    streak_studied_day BIGINT NOT NULL,
    streak_day         BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO rewards_totals
SELECT account_id, points_total, reached_at, streak_days, streak_longest, streak_freezes, streak_run, streak_studied_day, streak_day
FROM rewards_totals_before;
DROP TABLE rewards_totals_before;

ALTER TABLE rewards_days RENAME TO rewards_days_before;
CREATE TABLE rewards_days (
    account_id        BIGINT NOT NULL,
    day               BIGINT NOT NULL,
    points            BIGINT NOT NULL CHECK (points >= 0),
    capped_points     BIGINT NOT NULL CHECK (capped_points >= 0),
    review_points     BIGINT NOT NULL CHECK (review_points >= 0),
    self_rated_points BIGINT NOT NULL CHECK (self_rated_points >= 0),
    PRIMARY KEY (account_id, day)
) WITHOUT ROWID;
INSERT INTO rewards_days SELECT account_id, day, points, capped_points, review_points, self_rated_points FROM rewards_days_before;
DROP TABLE rewards_days_before;

PRAGMA legacy_alter_table = OFF;
