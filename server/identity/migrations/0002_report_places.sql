-- Where each person was counted on any day: [since_on, until_on), until_on NULL while it lasts. For reports as of a day.
CREATE VIEW identity_report_places AS
SELECT account_id, unit_id, target_group, since_on, until_on FROM identity_memberships WHERE is_primary = 1;
