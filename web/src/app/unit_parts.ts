// Addresses of a unit's pages and what they are.
export type UnitPart = 'overview' | 'plan' | 'tasks' | 'reports' | 'plan_editor' | 'imports' | 'reforms' | 'people' | 'helpers' | 'reviews' | 'roster' | 'poster' | 'audit';

const parts: Record<string, UnitPart> = {
  'ke-hoach': 'plan',
  'cong-viec': 'tasks',
  'bao-cao': 'reports',
  'soan-ke-hoach': 'plan_editor',
  'nhap-so-lieu': 'imports',
  'sap-xep': 'reforms',
  'nguoi-hoc': 'people',
  'nguoi-ho-tro': 'helpers',
  'bai-nop': 'reviews',
  'danh-sach': 'roster',
  'ap-phich': 'poster',
  'nhat-ky': 'audit'
};

export const partOfAddress = (value: string): UnitPart | null => parts[value] ?? null;
