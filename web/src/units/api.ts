// Finding units: what a person joins and an officer looks after.
import { query, read, write } from '../foundation/api/client';
import type { JoinLink, TargetGroup, UnitPath, UnitWithChildren } from '../foundation/api/contract';

export async function searchUnits(q: string): Promise<UnitPath[]> {
  return (await read<{ units: UnitPath[] }>(`/units/search${query({ q, limit: 10 })}`)).units;
}

export function unitOf(code: string): Promise<UnitWithChildren> {
  return read(`/units/${encodeURIComponent(code)}`);
}

export function joinLinkOf(token: string): Promise<{ unit: UnitPath; target_group: TargetGroup | null }> {
  return read(`/join_links/${encodeURIComponent(token)}`, true);
}

export async function joinLinksOf(code: string): Promise<JoinLink[]> {
  return (await read<{ links: JoinLink[] }>(`/units/${encodeURIComponent(code)}/join_links`)).links;
}

export function makeJoinLink(code: string, target_group: TargetGroup | null): Promise<JoinLink> {
  return write('POST', `/units/${encodeURIComponent(code)}/join_links`, { target_group });
}

export function closeJoinLink(token: string): Promise<void> {
  return write('DELETE', `/join_links/${encodeURIComponent(token)}`);
}
