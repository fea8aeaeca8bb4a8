-- Somebody who shares a telephone keeps their work on it sealed under a PIN. The secret opens it once more when the PIN is
-- forgotten; what it opens never leaves the telephone.
CREATE TABLE identity_profiles (
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    profile       TEXT     NOT NULL,              -- drawn by the device
    secret        TEXT     NOT NULL,
    made_at       BIGINT   NOT NULL,
    PRIMARY KEY (account_id, profile)
);

-- Who was enrolled at their door by a helper, by the entry of the helper's log that said so. Numbers only, and kept when the
-- person is erased: an entry that comes again must not bring them back.
CREATE TABLE identity_assisted (
    enrolled_by     BIGINT NOT NULL,
    device          TEXT   NOT NULL,
    sequence        BIGINT NOT NULL,
    account_id      BIGINT NOT NULL UNIQUE,
    consent_version TEXT   NOT NULL,
    agreed_at       BIGINT NOT NULL,              -- when they said yes, by the helper's device; later than received_at when its clock ran ahead
    received_at     BIGINT NOT NULL,
    PRIMARY KEY (enrolled_by, device, sequence)
);

-- Who records for whom: whoever enrolled them, and whom an officer assigned.
CREATE TABLE identity_assisting (
    helper_id     BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    since_at      BIGINT   NOT NULL,
    PRIMARY KEY (helper_id, account_id)
);
CREATE INDEX identity_assisting_by_account ON identity_assisting (account_id);
