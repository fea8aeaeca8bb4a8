-- When the answer was given that last_day is of: tells at once whether another one is newer, or out of its order. 0 for what was
-- remembered before this column; the day decides there.
ALTER TABLE learning_items ADD COLUMN last_at BIGINT NOT NULL DEFAULT 0;
