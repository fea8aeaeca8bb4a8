-- An address counts once the code of a letter to it came back.
ALTER TABLE identity_emails ADD COLUMN confirmed_at BIGINT;

-- The letter with the newest code. The code itself stands here only until the letter has left.
CREATE TABLE identity_email_codes (
    account_id  BIGINT NOT NULL PRIMARY KEY REFERENCES identity_accounts (id) ON DELETE CASCADE,
    email       TEXT   NOT NULL CHECK (email <> ''),
    code        TEXT   NOT NULL,
    code_hash   TEXT   NOT NULL,
    tries_left  BIGINT NOT NULL CHECK (tries_left >= 0),
    expires_at  BIGINT NOT NULL,
    letter      TEXT   NOT NULL CHECK (letter IN ('waiting', 'sending', 'sent', 'failed')),
    asked_at    BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL
);
CREATE INDEX identity_email_codes_waiting ON identity_email_codes (next_try_at) WHERE letter = 'waiting';

-- Letters of the last day, so that nobody's mailbox is filled: not one's own, and not a stranger's from many accounts.
CREATE TABLE identity_email_letters (
    account_id BIGINT NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    email_hash TEXT   NOT NULL,
    asked_at   BIGINT NOT NULL
);
CREATE INDEX identity_email_letters_by_account ON identity_email_letters (account_id, asked_at);
CREATE INDEX identity_email_letters_by_email ON identity_email_letters (email_hash, asked_at);
