-- Whom an officer lets record for the people of a unit who have no telephone is a role of its own.
ALTER TABLE identity_roles DROP CONSTRAINT identity_roles_role_check;
ALTER TABLE identity_roles ADD CONSTRAINT identity_roles_role_check
    CHECK (role IN ('helper', 'coach', 'unit_officer', 'author', 'province', 'operator'));
