-- Older answers leave the log for files (archiving/). Between 'writing' and 'emptying' the file was synced, read back and found
-- whole. Answers of accounts up to gone_to are in the file only; those of later ones are still, or again, in the log.
CREATE TABLE learning_archives (
    id            BIGINT NOT NULL PRIMARY KEY,
    file          TEXT   NOT NULL,                    -- a name in the archive folder
    state         TEXT   NOT NULL CHECK (state = 'writing' OR state = 'emptying' OR state = 'complete' OR state = 'returning'),
    run           TEXT   NOT NULL,                    -- who works on it; another run takes over by writing its own
    before_day    BIGINT NOT NULL,                    -- holds answers received before this day
    first_account BIGINT NOT NULL,
    last_account  BIGINT NOT NULL,
    gone_to       BIGINT NOT NULL,
    people_count  BIGINT NOT NULL CHECK (people_count >= 0),
    answers_count BIGINT NOT NULL CHECK (answers_count >= 0),
    bytes         BIGINT NOT NULL CHECK (bytes >= 0),
    digest        TEXT   NOT NULL,                    -- BLAKE2b-256 of the file, as its end says; '' while it is written
    made_at       BIGINT NOT NULL
);

-- What a person typed is sealed in archives under a key of their own; erasing the person deletes it, wherever copies of the
-- archives lie.
CREATE TABLE learning_archive_keys (
    account_id BIGINT NOT NULL PRIMARY KEY,
    seal_key   TEXT   NOT NULL                        -- 32 random bytes in hexadecimal
);

-- The highest number of this device that went into an archive. Whatever is above it is in the log, or new.
ALTER TABLE learning_devices ADD COLUMN archived_to BIGINT NOT NULL DEFAULT 0;
