// One-time codes as people read and type them.

/** K7M2Q9PX → "K7M2 Q9PX" */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** However it was typed, as the server knows it. */
export const bare = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
