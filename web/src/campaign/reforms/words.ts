// Kinds of reform and of units in words.
import { m } from '../../foundation/i18n';
import type { ReformKind, UnitKind } from './api';

export const reformKinds: ReformKind[] = ['merge', 'split', 'rename'];
export const reformName = (kind: ReformKind): string => ({ merge: m.reform_merge, split: m.reform_split, rename: m.reform_rename })[kind]();
export const reformAbout = (kind: ReformKind): string => ({ merge: m.reform_merge_about, split: m.reform_split_about, rename: m.reform_rename_about })[kind]();

export function kindName(kind: UnitKind): string {
  switch (kind) {
    case 'province':
      return m.kind_province();
    case 'commune':
      return m.kind_commune();
    case 'ward':
      return m.kind_ward();
    case 'special_zone':
      return m.kind_special_zone();
    case 'hamlet':
      return m.kind_hamlet();
    case 'department':
      return m.kind_department();
    case 'office':
      return m.kind_office();
    case 'branch':
      return m.kind_branch();
    case 'school':
      return m.kind_school();
    case 'enterprise':
      return m.kind_enterprise();
    case 'party_cell':
      return m.kind_party_cell();
  }
}
