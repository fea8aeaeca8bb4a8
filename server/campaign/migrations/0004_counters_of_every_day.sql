-- Counters as they stood at the end of each day on which one of the unit changed (decision 0029). They are filled anew from
-- facts and memberships at the next start.
CREATE TABLE campaign_counters (
    unit_id BIGINT NOT NULL,
    day     BIGINT NOT NULL,
    counts  TEXT   NOT NULL,  -- counters/rules.h
    PRIMARY KEY (unit_id, day)
);

-- Where the counters had each person from a day on, until the person's next row.
CREATE TABLE campaign_stays (
    account_id   BIGINT NOT NULL,
    since_on     BIGINT NOT NULL,
    unit_id      BIGINT NOT NULL,
    target_group TEXT   NOT NULL CHECK (target_group IN ('official', 'student', 'worker', 'business', 'citizen')),
    PRIMARY KEY (account_id, since_on)
);

DROP TABLE campaign_counts;
DROP TABLE campaign_places;
UPDATE campaign_state SET counted = 0 WHERE id = 1;
