// Bringing a list of people in: first as a preview that changes nothing, then for good.
import { query, upload } from '../../foundation/api/client';
import type { RosterImport, TargetGroup } from '../../foundation/api/contract';

export function importRoster(unit: string, file: File, group: TargetGroup | '', dryRun: boolean): Promise<RosterImport> {
  const form = new FormData();
  form.set('file', file, file.name);
  if (group) form.set('target_group', group);
  return upload(`/units/${encodeURIComponent(unit)}/roster_imports${query({ dry_run: dryRun })}`, form);
}
