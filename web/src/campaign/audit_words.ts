// The audit trail speaks in stable codes; what is not known here is shown as it came.
import { m } from '../foundation/i18n';
import { roleName } from '../identity/words';

const words: Record<string, () => string> = {
  roster_imported: m.audit_roster_imported,
  reset_code_issued: m.audit_reset_code_issued,
  join_link_made: m.audit_join_link_made,
  join_link_closed: m.audit_join_link_closed,
  role_granted: m.audit_role_granted,
  signed_in: m.audit_signed_in
};

/** Some acts tell a role in their detail. */
export const detailWords = (action: string, detail: string): string =>
  action === 'signed_in' || action === 'role_granted' ? roleName(detail) : detail;

export const actionWords = (action: string): string => words[action]?.() ?? action;
