import { describe, expect, it } from 'vitest';
import type { Me, RoleName, UnitPath } from '../foundation/api/contract';
import { mayDecideOn, mayRunCampaign } from './rights';

const province: UnitPath = { code: '19', name: 'Thái Nguyên', kind: 'province', path: [] };
const commune: UnitPath = { code: '05551', name: 'Xã Kim Phượng', kind: 'commune', path: ['Thái Nguyên'] };
const hamlet: UnitPath = { code: '05551.01', name: 'Xóm 1', kind: 'hamlet', path: ['Thái Nguyên', 'Xã Kim Phượng'] };
const as = (role: RoleName, unit: UnitPath | null): Me => ({ roles: [{ role, unit }] }) as unknown as Me;

describe('what is offered in a unit', () => {
  it('lets the level above decide, and nobody on their own report', () => {
    expect(mayDecideOn(as('unit_officer', commune), hamlet)).toBe(true);
    expect(mayDecideOn(as('unit_officer', commune), commune)).toBe(false);
    expect(mayDecideOn(as('province', province), commune)).toBe(true);
    expect(mayDecideOn(as('province', province), province)).toBe(true);
    expect(mayDecideOn(as('province', null), hamlet)).toBe(true);
    expect(mayDecideOn(as('coach', commune), hamlet)).toBe(false);
    expect(mayDecideOn(null, hamlet)).toBe(false);
  });

  it('lets officers run the campaign, not coaches or operators', () => {
    expect(mayRunCampaign(as('unit_officer', commune))).toBe(true);
    expect(mayRunCampaign(as('coach', commune))).toBe(false);
    expect(mayRunCampaign(as('operator', null))).toBe(false);
  });
});
