// Addresses of a unit's pages and what they are.
export type UnitPart = 'overview' | 'people' | 'reviews' | 'roster' | 'poster' | 'audit';

const parts: Record<string, UnitPart> = {
  'nguoi-hoc': 'people',
  'bai-nop': 'reviews',
  'danh-sach': 'roster',
  'ap-phich': 'poster',
  'nhat-ky': 'audit'
};

export const partOfAddress = (value: string): UnitPart | null => parts[value] ?? null;
