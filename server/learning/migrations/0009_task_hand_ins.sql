-- A hand-in as an entry of a device's log: received once, however often it comes. What was handed in stands in
-- learning_task_submissions; here stands only which entry it was.
CREATE TABLE learning_task_hand_ins (
    account_id   BIGINT NOT NULL,
    device_no    BIGINT NOT NULL CHECK (device_no > 0),
    sequence     BIGINT NOT NULL CHECK (sequence > 0),
    id           BIGINT NOT NULL,  -- the receipt is made of it
    task_id      TEXT   NOT NULL,
    claimed_at   BIGINT NOT NULL,  -- by the device's clock; tells it from another one under the same number
    handed_in_at BIGINT NOT NULL,  -- corrected when that clock was off
    received_at  BIGINT NOT NULL,
    PRIMARY KEY (account_id, device_no, sequence)
);

-- Which of an entry's photos a photo is, so that one sent twice is kept once. place 0: uploaded without an entry.
ALTER TABLE learning_task_photos ADD COLUMN device_no BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_task_photos ADD COLUMN sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE learning_task_photos ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX learning_task_photos_by_entry ON learning_task_photos (account_id, device_no, sequence, place) WHERE place > 0;
