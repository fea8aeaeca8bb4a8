// The one door to the messages: import { m } from here, so that the compiled output stays a detail.
import * as m from './paraglide/messages.js';
import { getLocale, setLocale } from './paraglide/runtime.js';

export { m, getLocale, setLocale };
export type Locale = 'vi' | 'en';
