-- Where news may be sent, if the person wants that; goes with their row.
CREATE TABLE identity_emails (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES identity_accounts (id) ON DELETE CASCADE,
    email      TEXT   NOT NULL CHECK (email <> ''),
    agreed_to  TEXT   NOT NULL,  -- version of the text
    agreed_at  BIGINT NOT NULL
);
-- Who is to be told of something in a unit.
CREATE INDEX identity_roles_by_unit ON identity_roles (unit_id);
