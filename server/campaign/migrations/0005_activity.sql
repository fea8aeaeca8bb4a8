-- On which days how many people of a unit were active, and their lessons (activity/rules.h, decision 0030): the last weeks, one
-- row a unit. Filled from days and lessons at the next start, with the new fact of who began a level.
CREATE TABLE campaign_activity (
    unit_id BIGINT PRIMARY KEY,
    counts  TEXT   NOT NULL
);

UPDATE campaign_state SET counted = 0 WHERE id = 1;
