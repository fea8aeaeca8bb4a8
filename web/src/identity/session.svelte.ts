// Who is signed in on this device. `undefined` until known, `null` for a visitor.
import { address } from '../foundation/address.svelte';
import { actAs, listenForSessionProblems } from '../foundation/api/client';
import type { Me, UnitPath } from '../foundation/api/contract';
import { asProblem, type Problem } from '../foundation/api/problem';
import { forgetReplies } from '../foundation/offline/owners';
import { keepReply } from '../foundation/offline/kept';
import { openVault } from '../foundation/offline/vault';
import { preferences } from '../foundation/preferences.svelte';
import { signOutHere, whoAmI } from './api';
import { people } from './profiles/people.svelte';

class Session {
  me = $state.raw<Me | null | undefined>(undefined);
  /** The start failed for another reason than "not signed in". */
  problem = $state.raw<Problem | null>(null);
  /** An officer who was away: the password is asked again, the page stays. */
  locked = $state(false);
  /** The server wants a second step set up before officer pages open. */
  totpWanted = $state(false);
  /** Told of a person who was deleted, before this device forgets them. */
  whenErased: (account: number) => Promise<void> = async () => {};

  constructor() {
    listenForSessionProblems((problem) => {
      if (problem.code === 'session_locked') this.locked = true;
      else if (problem.code === 'totp_setup_required') this.totpWanted = true;
      // Another tab signed somebody else in: what stands on this page is not theirs.
      else if (problem.code === 'other_account' && !openVault()) location.reload();
      else this.me = null;
    });
  }

  async load(): Promise<void> {
    this.problem = null;
    await people.look();
    // Who is there only a PIN can tell.
    if (people.isChoosing) return;
    actAs(openVault()?.account_id ?? null);
    try {
      const { first, asked } = await whoAmI();
      this.set(first.value);
      const { value } = await asked;
      // Meanwhile they may have left, or changed what is known of them.
      if (this.me === first.value && value !== first.value) this.set(value);
    } catch (thrown) {
      const problem = asProblem(thrown);
      if (problem.code === 'session_locked') this.locked = true;
      else if (problem.status === 401) this.me = null;
      else this.problem = problem;
    }
  }

  /** Every reply that carries Me comes through here, so that the form of address follows at once. */
  set(me: Me): void {
    this.me = me;
    actAs(me.account_id);
    this.locked = false;
    this.problem = null;
    if (me.totp_enabled) this.totpWanted = false;
    address.form = me.address_form;
  }

  /** Just joined or signed in here: large text follows the person, but is never taken from a device that has it. */
  enter(me: Me): void {
    people.entered(me.account_id);
    this.set(me);
    // As if it had been asked for: without network the app must know who this is from the first day on.
    void keepReply('/me', me);
    if (me.simple_mode && !preferences.simple) preferences.setSimple(true);
  }

  async signOut(): Promise<void> {
    // The cookie may still be that of whoever had the telephone before.
    if (people.open !== null) await people.renew();
    await signOutHere();
    await this.forget();
  }

  async erased(): Promise<void> {
    if (this.me) await this.whenErased(this.me.account_id);
    await this.forget();
  }

  async forget(): Promise<void> {
    await forgetReplies();
    actAs(null);
    await people.left();
    this.me = null;
    this.locked = false;
    address.form = 'ban';
  }

  /** Units this person may look into, the widest role first. */
  get officerUnits(): UnitPath[] {
    const seen = new Map<string, UnitPath>();
    for (const { role, unit } of this.me?.roles ?? []) {
      if (unit && ['unit_officer', 'province', 'operator', 'coach'].includes(role)) seen.set(unit.code, unit);
    }
    return [...seen.values()];
  }

  /** What to offer this person in units; the server decides, unit by unit. A coach helps, an operator sees no people. */
  get mayInUnits(): { people: boolean; enrol: boolean } {
    const roles = new Set((this.me?.roles ?? []).map(({ role }) => role));
    const leads = roles.has('unit_officer') || roles.has('province');
    return { people: leads || roles.has('coach'), enrol: leads || roles.has('operator') };
  }

  /** Learning material belongs to no unit: its authors and the province see how it fares. */
  get maySeeItemData(): boolean {
    return (this.me?.roles ?? []).some(({ role }) => role === 'author' || role === 'province');
  }

  /** Goes to people without a telephone and records for them. */
  get mayAssist(): boolean {
    return (this.me?.roles ?? []).some(({ role }) => ['helper', 'coach', 'unit_officer', 'province'].includes(role));
  }

  get isOfficer(): boolean {
    return (this.me?.roles ?? []).some(({ role }) => ['unit_officer', 'province', 'operator', 'coach'].includes(role));
  }
}

export const session = new Session();
