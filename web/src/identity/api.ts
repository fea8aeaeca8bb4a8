// Joining, signing in and out, and everything a person may change about themselves.
import { apiUrl, read, readOrKeptSoon, write, writeQuietly, type Kept } from '../foundation/api/client';
import type { components } from '../foundation/api/schema';
import type { ConsentText, Day, JoinRequest, Me, Purpose, SignedInDevice } from '../foundation/api/contract';

export const whoAmI = (): Promise<{ first: Kept<Me>; asked: Promise<Kept<Me>> }> => readOrKeptSoon('/me', true);
export const freshMe = (): Promise<Me> => read('/me');

export const consentTexts = async (): Promise<ConsentText[]> =>
  (await read<{ purposes: ConsentText[] }>('/consent_texts')).purposes;

export const join = (request: JoinRequest): Promise<Me> => writeQuietly('POST', '/accounts', request);

export const signIn = (login: string, password: string, totp: string | null): Promise<Me> =>
  writeQuietly('POST', '/sessions', { login, password, totp });
export const signOutHere = (): Promise<void> => writeQuietly('DELETE', '/sessions/current');
export const signOutEverywhere = (): Promise<void> => write('DELETE', '/sessions');
export const signedInDevices = async (): Promise<SignedInDevice[]> =>
  (await read<{ sessions: SignedInDevice[] }>('/sessions')).sessions;

// A profile behind a PIN: its own way to sign in on a telephone that several people use.
export const claimProfile = (profile: string): Promise<{ token: string; secret: string }> => write('POST', '/profiles', { profile });
export const resumeProfile = (token: string): Promise<Me> => writeQuietly('POST', '/profile_sessions', { token });
export const putProfileAway = (): Promise<void> => writeQuietly('DELETE', '/profile_sessions/current');

export const resetPassword = (login: string, code: string, new_password: string): Promise<void> =>
  writeQuietly('POST', '/password_resets', { login, code, new_password });

export const startHandover = (): Promise<{ code: string; expires_at: number }> => write('POST', '/session_handovers');
export const redeemHandover = (code: string): Promise<Me> =>
  writeQuietly('POST', '/session_handovers/redemption', { code });

export type MeChange = Partial<Pick<Me, 'nickname' | 'show_name' | 'address_form' | 'simple_mode' | 'full_name'>>;
export const changeMe = (change: MeChange): Promise<Me> => write('PATCH', '/me', change);
export const changePassword = (current_password: string, new_password: string): Promise<void> =>
  write('POST', '/me/password', { current_password, new_password });
export const giveConsent = (purpose: Purpose, version: string | number, given: boolean): Promise<Me> =>
  write('PUT', `/me/consents/${purpose}`, { version, given });

export const startTotp = (): Promise<{ secret: string; otpauth_uri: string; qr_svg: string }> => write('POST', '/me/totp');
export const confirmTotp = (code: string): Promise<Me> => write('POST', '/me/totp/confirmation', { code });

export const myDataUrl = apiUrl('/me/data');
export const eraseMe = (password: string): Promise<{ erased_on: Day }> => write('POST', '/me/deletion', { password });

export type MyEmail = components['schemas']['identity.EmailShown'];
export const myEmail = (): Promise<MyEmail> => read('/me/email');
export const giveEmail = (email: string, text_version: string): Promise<MyEmail> => write('PUT', '/me/email', { email, text_version });
export const removeEmail = (): Promise<MyEmail> => write('DELETE', '/me/email');
export const askForEmailLetter = (): Promise<MyEmail> => write('POST', '/me/email/letters');
export const confirmEmail = (code: string): Promise<MyEmail> => write('POST', '/me/email/confirmation', { code });
