// What to offer in a unit's campaign; the server decides. Officers run it in their unit and below, and the unit above
// decides on a report.
import type { Me, UnitPath } from '../foundation/api/contract';

const leading = (me: Me | null | undefined) => (me?.roles ?? []).filter(({ role }) => role === 'unit_officer' || role === 'province');

/** Whether this person leads anywhere: a page of a unit opens only within what they lead. */
export const mayRunCampaign = (me: Me | null | undefined): boolean => leading(me).length > 0;

/** Only who leads above the unit decides on its report; nobody stands above the highest unit, so it decides itself. */
export function mayDecideOn(me: Me | null | undefined, unit: UnitPath | null): boolean {
  if (!unit) return false;
  return leading(me).some((one) => {
    if (one.unit === null || unit.path.length === 0) return true;
    return one.unit.code !== unit.code && unit.path.includes(one.unit.name);
  });
}
