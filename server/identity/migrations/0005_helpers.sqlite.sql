-- Whom an officer lets record for the people of a unit who have no telephone is a role of its own. SQLite cannot change a check.
ALTER TABLE identity_roles RENAME TO identity_roles_before;
CREATE TABLE identity_roles (
    account_id    BIGINT   NOT NULL REFERENCES identity_accounts (id) ON DELETE CASCADE,
    role          TEXT     NOT NULL CHECK (role IN ('helper', 'coach', 'unit_officer', 'author', 'province', 'operator')),
    unit_id       BIGINT   NOT NULL,              -- 0: everywhere
    granted_at    BIGINT   NOT NULL,
    PRIMARY KEY (account_id, role, unit_id)
);
INSERT INTO identity_roles SELECT account_id, role, unit_id, granted_at FROM identity_roles_before;
DROP TABLE identity_roles_before;
CREATE INDEX identity_roles_by_unit ON identity_roles (unit_id);
