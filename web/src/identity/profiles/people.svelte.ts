// The people on this device, each behind a PIN. Nothing of this is seen on a device that one person uses without one.
import { renewSessionBy } from '../../foundation/api/client';
import { asProblem } from '../../foundation/api/problem';
import type { Place, Profile } from '../../foundation/offline/database';
import { sealEverything } from '../../foundation/offline/owners';
import {
  addProfile,
  allProfiles,
  changePin,
  keepToken,
  newProfileId,
  openToken,
  recover,
  unlock,
  waitingOf,
  type Opened
} from '../../foundation/offline/profiles';
import { openVault, setVault } from '../../foundation/offline/vault';
import { claimProfile, putProfileAway, resumeProfile } from '../api';

export interface Person extends Profile {
  /** What has not reached the server; it can be counted without the PIN, not sent. */
  waiting: { entries: number; tasks: number };
}

const mark = 'bdh.profiles';

class People {
  all = $state.raw<Person[]>([]);
  /** The profile whose PIN was typed. */
  open = $state<string | null>(null);
  /** Somebody new is joining or signing in; the others stay locked. */
  adding = $state(false);
  /** A place of a lesson belongs to learning, which says how it is kept. */
  sealPlace: (place: Place) => Promise<void> = async () => {};
  #others = typeof BroadcastChannel === 'function' ? new BroadcastChannel('bdh-profiles') : null;

  constructor() {
    renewSessionBy(() => this.renew());
    // Another tab changed who is here: this one begins anew.
    if (this.#others) this.#others.onmessage = () => location.reload();
  }

  get isChoosing(): boolean {
    return this.all.length > 0 && this.open === null && !this.adding;
  }
  /** Somebody is signed in on a device with profiles, and has not opened one of their own. */
  get wantsPin(): boolean {
    return this.all.length > 0 && this.open === null && this.adding;
  }
  get current(): Person | undefined {
    return this.all.find(({ id }) => id === this.open);
  }
  of(account: number): Person | undefined {
    return this.all.find(({ account_id }) => account_id === account);
  }

  async look(): Promise<void> {
    const profiles = await allProfiles().catch(() => []);
    this.all = await Promise.all(profiles.map(async (profile) => ({ ...profile, waiting: await waitingOf(profile.account_id) })));
    try {
      if (profiles.length) localStorage.setItem(mark, '1');
      else localStorage.removeItem(mark);
    } catch {
      // Only a moment at the start is lost by it.
    }
  }

  #opened(result: Opened): Opened {
    if ('vault' in result) {
      this.open = result.vault.profile;
      this.adding = false;
    }
    return result;
  }

  async unlock(id: string, pin: string): Promise<Opened> {
    return this.#opened(await unlock(id, pin));
  }

  /** For the person who is signed in: from now on what is theirs here is sealed. */
  async add(account: number, label: string, pin: string): Promise<void> {
    const id = newProfileId();
    const { token, secret } = await claimProfile(id);
    const vault = await addProfile({ id, account_id: account, label, pin, token, secret });
    this.open = id;
    this.adding = false;
    await sealEverything(vault, this.sealPlace);
    await this.look();
    this.#others?.postMessage('changed');
  }

  /** The PIN is forgotten, the password was just typed: nothing is lost. */
  async recover(person: Person, wanted: string): Promise<Opened> {
    const { token, secret } = await claimProfile(person.id);
    const result = this.#opened(await recover(person, secret, wanted));
    if ('vault' in result) await keepToken(token);
    await this.look();
    return result;
  }

  changePin(pin: string, wanted: string): Promise<Opened> {
    return changePin(this.open ?? '', pin, wanted);
  }

  /** Signed in with a password: the open profile, if it is theirs, gets a new way to do so by itself. */
  entered(account: number): void {
    const vault = openVault();
    if (vault?.account_id === account) void this.claimAgain();
    else if (vault) {
      setVault(null);
      this.open = null;
    }
    if (this.open === null) this.adding = true;
  }

  async claimAgain(): Promise<void> {
    if (this.open === null) return;
    try {
      await keepToken((await claimProfile(this.open)).token);
    } catch (thrown) {
      asProblem(thrown);
    }
  }

  async left(): Promise<void> {
    setVault(null);
    this.open = null;
    this.adding = false;
    await this.look();
  }

  /** Hands the device on. What was open leaves memory with the page; without network the cookie runs out by itself. */
  async lock(): Promise<void> {
    const late = new Promise((resolve) => setTimeout(resolve, 2_000));
    await Promise.race([putProfileAway().catch(() => {}), late]);
    setVault(null);
    this.#others?.postMessage('locked');
    location.assign('/');
  }

  /** The open profile signs in by itself. */
  async renew(): Promise<boolean> {
    const token = await openToken();
    if (token === null) return false;
    try {
      return (await resumeProfile(token)).account_id === openVault()?.account_id;
    } catch {
      return false;
    }
  }
}

export const people = new People();
