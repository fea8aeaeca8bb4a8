import { describe, expect, it } from 'vitest';
import { birthYearIsPlausible, emptyForm, mayBeUnder16, requestOf, stepOfRefusal, tidyLogin, tidyName } from './joining';

describe('joining', () => {
  it('takes a phone number however it was typed', () => {
    expect(tidyLogin(' 0912 345.678 ')).toBe('0912345678');
    expect(tidyLogin('+84 912-345-678')).toBe('0912345678');
    expect(tidyLogin('84912345678')).toBe('0912345678');
    expect(tidyLogin('lan.tram')).toBe('lan.tram');
  });
  it('composes names that were typed decomposed', () => {
    expect(tidyName('  Nguyễn  Thị Lan '.normalize('NFD'))).toBe('Nguyễn Thị Lan');
  });
  it('asks for a guardian below sixteen', () => {
    expect(mayBeUnder16('2011', '2026-11-22')).toBe(true);
    expect(mayBeUnder16('2010', '2026-11-22')).toBe(false);
    expect(mayBeUnder16('20', '2026-11-22')).toBe(false);
  });
  it('knows an impossible year of birth', () => {
    expect(birthYearIsPlausible('1955', '2026-11-22')).toBe(true);
    expect(birthYearIsPlausible('2025', '2026-11-22')).toBe(false);
    expect(birthYearIsPlausible('19', '2026-11-22')).toBe(false);
  });
  it('brings a refusal to the step that can mend it', () => {
    expect(stepOfRefusal('login_taken')).toBe('login');
    expect(stepOfRefusal('guardian_consent_required')).toBe('about');
    expect(stepOfRefusal('consent_required')).toBe('consent');
  });
  it('sends only the consents that were given', () => {
    const form = { ...emptyForm(), consents: { learning: true, research: false } };
    const request = requestOf(form, [{ purpose: 'learning', version: 1 }, { purpose: 'research', version: 1 }], false);
    expect(request.consents).toEqual([{ purpose: 'learning', version: 1 }]);
    expect(request.guardian).toBeNull();
  });
});
