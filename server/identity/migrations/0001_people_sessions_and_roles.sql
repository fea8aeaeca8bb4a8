-- Everything that says who somebody is hangs on this row and goes with it.
CREATE TABLE identity_accounts (
    id            BIGINT   NOT NULL PRIMARY KEY,
    full_name     TEXT     NOT NULL,
    nickname      TEXT     NOT NULL,
    login         TEXT     NOT NULL UNIQUE,       -- 0xxxxxxxxx or [a-z0-9._-]{3,40}
    password_hash TEXT     NOT NULL,              -- '' until the person chose one
    birth_year    BIGINT   NOT NULL CHECK (birth_year BETWEEN 1900 AND 2200),
    address_form  TEXT     NOT NULL CHECK (address_form IN ('ban', 'bac', 'co', 'chu', 'anh', 'chi')),
    simple_mode   SMALLINT NOT NULL CHECK (simple_mode IN (0, 1)),
    show_name     SMALLINT NOT NULL CHECK (show_name IN (0, 1)),
    joined_at     BIGINT   NOT NULL
);

CREATE TABLE identity_memberships (
    id            BIGINT   NOT NULL PRIMARY KEY,
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    unit_id       BIGINT   NOT NULL,
    target_group  TEXT     NOT NULL CHECK (target_group IN ('official', 'student', 'worker', 'business', 'citizen')),
    since_on      BIGINT   NOT NULL,
    until_on      BIGINT,                         -- the first day it no longer holds; NULL while it does
    is_primary    SMALLINT NOT NULL CHECK (is_primary IN (0, 1))
);
CREATE INDEX identity_memberships_by_account ON identity_memberships (account_id);
CREATE INDEX identity_memberships_by_unit ON identity_memberships (unit_id);
CREATE UNIQUE INDEX identity_one_primary ON identity_memberships (account_id) WHERE is_primary = 1 AND until_on IS NULL;

CREATE TABLE identity_roles (
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    role          TEXT     NOT NULL CHECK (role IN ('coach', 'unit_officer', 'author', 'province', 'operator')),
    unit_id       BIGINT   NOT NULL,              -- 0: everywhere
    granted_at    BIGINT   NOT NULL,
    PRIMARY KEY (account_id, role, unit_id)
);

-- Never changed: the newest row of a purpose says what holds, the older ones prove what held.
CREATE TABLE identity_consents (
    id            BIGINT   NOT NULL PRIMARY KEY,
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    purpose       TEXT     NOT NULL,
    text_version  TEXT     NOT NULL,
    given         SMALLINT NOT NULL CHECK (given IN (0, 1)),
    recorded_at   BIGINT   NOT NULL
);
CREATE INDEX identity_consents_by_account ON identity_consents (account_id);

CREATE TABLE identity_guardians (
    account_id    BIGINT   NOT NULL PRIMARY KEY REFERENCES identity_accounts (id) ON DELETE CASCADE,
    name          TEXT     NOT NULL,
    relation      TEXT     NOT NULL,
    given_how     TEXT     NOT NULL,
    recorded_at   BIGINT   NOT NULL
);

CREATE TABLE identity_sessions (
    id            BIGINT   NOT NULL PRIMARY KEY,
    token_hash    TEXT     NOT NULL UNIQUE,       -- BLAKE2b of the cookie
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    created_at    BIGINT   NOT NULL,
    proven_at     BIGINT   NOT NULL,              -- when the password was last typed; a carried-over session keeps it
    last_seen_at  BIGINT   NOT NULL,              -- at most a little older than the truth, which is in memory
    second_factor SMALLINT NOT NULL CHECK (second_factor IN (0, 1)),
    device        TEXT     NOT NULL
);
CREATE INDEX identity_sessions_by_account ON identity_sessions (account_id);

CREATE TABLE identity_second_factors (
    account_id    BIGINT   NOT NULL PRIMARY KEY REFERENCES identity_accounts (id) ON DELETE CASCADE,
    secret        TEXT     NOT NULL,              -- base32
    confirmed_at  BIGINT,                         -- NULL until the first right code
    last_step     BIGINT   NOT NULL               -- a code of this step or before was used already
);

-- Failures to prove something (a password, a reset code), by the hash of what was claimed, so that logins that do not
-- exist are treated like those that do.
CREATE TABLE identity_attempts (
    key_hash      TEXT     NOT NULL PRIMARY KEY,
    failure_count BIGINT   NOT NULL,
    failed_at     BIGINT   NOT NULL,
    locked_until  BIGINT   NOT NULL
);

-- One-time codes with which a person sets a password: given by an officer or coach, or with a roster.
CREATE TABLE identity_reset_codes (
    account_id    BIGINT   NOT NULL PRIMARY KEY REFERENCES identity_accounts (id) ON DELETE CASCADE,
    code_hash     TEXT     NOT NULL,              -- BLAKE2b of account id and code
    tries_left    BIGINT   NOT NULL,
    expires_at    BIGINT   NOT NULL
);

CREATE TABLE identity_handovers (
    code_hash     TEXT     NOT NULL PRIMARY KEY,
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    proven_at     BIGINT   NOT NULL,
    second_factor SMALLINT NOT NULL CHECK (second_factor IN (0, 1)),
    expires_at    BIGINT   NOT NULL
);
CREATE INDEX identity_handovers_by_account ON identity_handovers (account_id);

CREATE TABLE identity_join_links (
    token         TEXT     NOT NULL PRIMARY KEY,
    unit_id       BIGINT   NOT NULL,
    target_group  TEXT CHECK (target_group IN ('official', 'student', 'worker', 'business', 'citizen')),
    created_at    BIGINT   NOT NULL,
    created_by    BIGINT   NOT NULL,
    revoked_at    BIGINT
);
CREATE INDEX identity_join_links_by_unit ON identity_join_links (unit_id);

-- Who did what with a privilege. Ids only: names are looked up when it is read, so erasing a person needs no change here.
CREATE TABLE identity_audit (
    id            BIGINT   NOT NULL PRIMARY KEY,
    acted_at      BIGINT   NOT NULL,
    actor_id      BIGINT   NOT NULL,              -- 0: a command on the server
    action        TEXT     NOT NULL,
    subject_id    BIGINT   NOT NULL,              -- the account acted on, 0 when there is none
    detail        TEXT     NOT NULL               -- never personal data
);
-- Each act under its unit and all units above it as they stood that day: what an officer may read is one index range.
CREATE TABLE identity_audit_places (
    unit_id       BIGINT   NOT NULL,
    audit_id      BIGINT   NOT NULL REFERENCES identity_audit (id),
    PRIMARY KEY (unit_id, audit_id)
);

-- All that is left of an erased person: the number that ledgers still carry, and when.
CREATE TABLE identity_erasures (
    account_id    BIGINT   NOT NULL PRIMARY KEY,
    erased_at     BIGINT   NOT NULL
);

CREATE VIEW identity_report_people AS
SELECT a.id AS account_id, a.full_name, a.login, a.birth_year, m.unit_id, m.target_group,
       (a.joined_at + 25200000) / 86400000 AS joined_on,      -- the day in Asia/Ho_Chi_Minh, UTC+7
       a.joined_at
FROM identity_accounts a
JOIN identity_memberships m ON m.account_id = a.id AND m.is_primary = 1 AND m.until_on IS NULL;
