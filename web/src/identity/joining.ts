// What the join form checks before it asks the server, which decides.
import type { AddressForm, JoinRequest, Purpose, TargetGroup, UnitPath } from '../foundation/api/contract';

export interface JoinForm {
  unit: UnitPath | null;
  token: string | null;
  group: TargetGroup | null;
  full_name: string;
  birth_year: string;
  address_form: AddressForm;
  simple_mode: boolean;
  guardian: { name: string; relation: string; given_how: string };
  login: string;
  password: string;
  consents: Partial<Record<Purpose, boolean>>;
}

export const emptyForm = (): JoinForm => ({
  unit: null,
  token: null,
  group: null,
  full_name: '',
  birth_year: '',
  address_form: 'ban',
  simple_mode: false,
  guardian: { name: '', relation: '', given_how: '' },
  login: '',
  password: '',
  consents: {}
});

/** Children are those who may still be under sixteen: in the year of the birthday the younger age is taken. */
export function mayBeUnder16(birthYear: string, today: string): boolean {
  const year = Number(birthYear);
  return /^\d{4}$/.test(birthYear.trim()) && Number(today.slice(0, 4)) - year <= 15;
}

export function birthYearIsPlausible(birthYear: string, today: string): boolean {
  if (!/^\d{4}$/.test(birthYear.trim())) return false;
  const age = Number(today.slice(0, 4)) - Number(birthYear);
  return age >= 5 && age <= 120;
}

/** A phone number however it was typed ("0912 345 678", "+84 912…") as ten digits; a user name as it stands. */
export function tidyLogin(text: string): string {
  const bare = text.normalize('NFC').trim();
  const digits = bare.replace(/[\s.\-()]/g, '');
  if (/^\+84\d{9}$/.test(digits)) return `0${digits.slice(3)}`;
  if (/^84\d{9}$/.test(digits)) return `0${digits.slice(2)}`;
  if (/^0\d{9}$/.test(digits)) return digits;
  return bare;
}

export function tidyName(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

export type JoinStep = 'unit' | 'group' | 'about' | 'login' | 'consent';
export const joinSteps: JoinStep[] = ['unit', 'group', 'about', 'login', 'consent'];

/** Which step a refusal of the server belongs to. */
export function stepOfRefusal(code: string): JoinStep {
  if (['no_such_unit', 'join_link_invalid'].includes(code)) return 'unit';
  if (['name_invalid', 'birth_year_invalid', 'guardian_consent_required'].includes(code)) return 'about';
  if (code.startsWith('login_') || code.startsWith('password_')) return 'login';
  return 'consent';
}

export function requestOf(
  form: JoinForm,
  purposes: { purpose: Purpose; version: string | number }[],
  withGuardian: boolean
): JoinRequest {
  return {
    unit_code: form.unit?.code ?? '',
    join_token: form.token,
    target_group: form.group ?? 'citizen',
    full_name: tidyName(form.full_name),
    login: tidyLogin(form.login),
    password: form.password,
    birth_year: Number(form.birth_year),
    address_form: form.address_form,
    simple_mode: form.simple_mode,
    consents: purposes.filter(({ purpose }) => form.consents[purpose]).map(({ purpose, version }) => ({ purpose, version })),
    guardian: withGuardian
      ? {
          name: tidyName(form.guardian.name),
          relation: tidyName(form.guardian.relation),
          given_how: tidyName(form.guardian.given_how)
        }
      : null
  };
}
