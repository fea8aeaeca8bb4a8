-- A page of targets asks of each unit, target and part for the newest number until a day: found in the index alone.
CREATE INDEX campaign_values_by_day ON campaign_values (plan_id, unit_id, target_id, part, as_of_on);
DROP INDEX campaign_values_by_plan;
