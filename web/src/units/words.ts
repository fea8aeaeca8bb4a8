// The words for target groups and for a unit with the places it lies in.
import type { TargetGroup, UnitPath } from '../foundation/api/contract';
import { m } from '../foundation/i18n';

export const targetGroups: TargetGroup[] = ['citizen', 'official', 'student', 'worker', 'business'];

export function groupName(group: TargetGroup): string {
  switch (group) {
    case 'official':
      return m.group_official();
    case 'student':
      return m.group_student();
    case 'worker':
      return m.group_worker();
    case 'business':
      return m.group_business();
    case 'citizen':
      return m.group_citizen();
  }
}

export function groupAbout(group: TargetGroup): string {
  switch (group) {
    case 'official':
      return m.group_official_about();
    case 'student':
      return m.group_student_about();
    case 'worker':
      return m.group_worker_about();
    case 'business':
      return m.group_business_about();
    case 'citizen':
      return m.group_citizen_about();
  }
}

/** "Xã Kim Phượng, tỉnh Thái Nguyên": where a unit lies, nearest first. */
export function whereabouts(unit: UnitPath): string {
  return [...unit.path].reverse().join(', ');
}

/** "Xóm 1, Xã Kim Phượng": a unit with the places it lies in. */
export function nameAndPlace(unit: UnitPath): string {
  return unit.path.length ? `${unit.name}, ${whereabouts(unit)}` : unit.name;
}
