// The words for roles.
import { m } from '../foundation/i18n';

const words: Record<string, () => string> = {
  learner: m.role_learner,
  helper: m.role_helper,
  coach: m.role_coach,
  unit_officer: m.role_unit_officer,
  author: m.role_author,
  province: m.role_province,
  operator: m.role_operator
};

export const roleName = (role: string): string => words[role]?.() ?? role;
