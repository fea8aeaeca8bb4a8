import { expect, it } from 'vitest';
import { planHref, readAddress } from './addresses';

it('reads the address that a report links to', () => {
  const link = '/don-vi/01879/ke-hoach?ma=7&chi-tieu=xac-nhan&ngay=2026-05-19';
  const address = readAddress(new URL(link, 'https://a.example').searchParams, '2026-11-25');
  expect(address).toEqual({ ma: 7, chi_tieu: 'xac-nhan', ngay: '2026-05-19', xem: null });
  expect(planHref('01879', address)).toBe(link);
});

it('takes today, a day to come and nonsense for today', () => {
  for (const day of ['2026-11-25', '2027-01-01', 'hôm qua']) expect(readAddress(new URLSearchParams({ ngay: day }), '2026-11-25').ngay).toBeNull();
});
