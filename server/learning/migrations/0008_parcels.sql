-- Answers that travel in a file from hand to hand (parcels/). Keys are points and numbers of the curve P-256, in hexadecimal.
-- The server's own; the newest is given to devices, older ones still open what was sealed to them.
CREATE TABLE learning_parcel_keys (
    key_id      BIGINT NOT NULL PRIMARY KEY,
    private_key TEXT   NOT NULL,
    public_key  TEXT   NOT NULL,
    made_at     BIGINT NOT NULL
);

-- A device's public key, made known while it was online and its person signed in.
CREATE TABLE learning_device_keys (
    key_id         BIGINT NOT NULL PRIMARY KEY,
    account_id     BIGINT NOT NULL,
    device_uuid    TEXT   NOT NULL,
    public_key     TEXT   NOT NULL,
    parcel_key_id  BIGINT NOT NULL,
    clock_ahead_ms BIGINT NOT NULL,  -- of the device's clock, when the key was made known
    made_known_at  BIGINT NOT NULL
);
CREATE INDEX learning_device_keys_by_account ON learning_device_keys (account_id);
