// The people a helper records for, as far as this device knows: from the server's list and from the log.
import type { AssistedLearner, AssistedRef } from '../../foundation/api/contract';
import type { EntryState } from '../../foundation/offline/database';
import { countByState } from '../waiting_answers';
import { refOf, sameRef, type Opened } from './records';

export interface AssistedPerson {
  key: string;
  ref: AssistedRef;
  name: string;
  birth_year: number;
  agreed_at: number;
  unit: string;
  /** Of their entries on this device, the enrolment with them. */
  counts: Record<EntryState, number>;
  /** The enrolment, while it is on this device. */
  enrolment: (Opened & { kind: 'enrol_assisted' }) | null;
  known: AssistedLearner | null;
}

const isOf = (person: AssistedPerson, entry: Opened): boolean =>
  entry.kind === 'enrol_assisted'
    ? person.enrolment === entry
    : sameRef(entry.body.learner, person.ref) || (person.known !== null && entry.body.learner.account_id === person.known.account_id);

export function assistedPersons(learners: AssistedLearner[], entries: Opened[], unitName: (code: string) => string): AssistedPerson[] {
  const persons: AssistedPerson[] = [];
  const taken = new Set<number>();
  for (const entry of entries) {
    if (entry.kind !== 'enrol_assisted') continue;
    const ref = refOf(entry);
    const known = learners.find(({ device, sequence }) => device === entry.device && sequence === entry.sequence) ?? null;
    if (known) taken.add(known.account_id);
    const { full_name, birth_year, agreed_at, unit_code } = entry.body;
    persons.push({
      key: `${entry.device}/${entry.sequence}`,
      ref,
      name: known?.full_name ?? full_name,
      birth_year,
      agreed_at,
      unit: known?.unit_name ?? unitName(unit_code),
      counts: countByState([]),
      enrolment: entry,
      known
    });
  }
  for (const known of learners) {
    if (taken.has(known.account_id)) continue;
    persons.push({
      key: String(known.account_id),
      ref: { account_id: known.account_id, device: null, sequence: null },
      name: known.full_name,
      birth_year: known.birth_year,
      agreed_at: known.agreed_at,
      unit: known.unit_name,
      counts: countByState([]),
      enrolment: null,
      known
    });
  }
  for (const person of persons) person.counts = countByState(entries.filter((entry) => isOf(person, entry)));
  return persons.sort((one, other) => one.name.localeCompare(other.name, 'vi'));
}
