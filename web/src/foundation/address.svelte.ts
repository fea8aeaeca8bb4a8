// How the app speaks to this person: "bạn", or the word an elder chose at joining.
import type { AddressForm } from './api/contract';

export const addressWords: Record<AddressForm, string> = {
  ban: 'bạn',
  bac: 'bác',
  co: 'cô',
  chu: 'chú',
  anh: 'anh',
  chi: 'chị'
};

class Address {
  form = $state<AddressForm>('ban');
}
export const address = new Address();

/** "bác" inside a sentence */
export const you = (): string => addressWords[address.form];
/** "Bác" at its beginning */
export const You = (): string => {
  const word = you();
  return word.charAt(0).toUpperCase() + word.slice(1);
};
