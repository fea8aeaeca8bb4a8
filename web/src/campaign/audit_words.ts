// The audit trail speaks in stable codes; what is not known here is shown as it came.
import { m } from '../foundation/i18n';
import { roleName } from '../identity/words';

const words: Record<string, () => string> = {
  roster_imported: m.audit_roster_imported,
  reset_code_issued: m.audit_reset_code_issued,
  join_link_made: m.audit_join_link_made,
  join_link_closed: m.audit_join_link_closed,
  role_granted: m.audit_role_granted,
  role_ended: m.audit_role_ended,
  signed_in: m.audit_signed_in,
  assisted_enrolled: m.audit_assisted_enrolled,
  assisted_recorded: m.audit_assisted_recorded,
  helper_assigned: m.audit_helper_assigned,
  plan_drafted: m.audit_plan_drafted,
  plan_published: m.audit_plan_published,
  plan_draft_deleted: m.audit_plan_draft_deleted,
  value_entered: m.audit_value_entered,
  shares_set: m.audit_shares_set,
  evidence_kept: m.audit_evidence_kept,
  task_stepped: m.audit_task_stepped,
  reminded: m.audit_reminded,
  units_reformed: m.audit_units_reformed,
  populations_imported: m.audit_populations_imported,
  report_submitted: m.audit_report_submitted,
  report_returned: m.audit_report_returned,
  report_approved: m.audit_report_approved,
  report_draft_deleted: m.audit_report_draft_deleted
};

/** Some acts tell a role in their detail. */
export const detailWords = (action: string, detail: string): string =>
  ['signed_in', 'role_granted', 'role_ended'].includes(action) ? roleName(detail) : detail;

export const actionWords = (action: string): string => words[action]?.() ?? action;
