// Compiles messages/*.json without Vite, for `npm run check` and `npm test`.
import { compile } from '@inlang/paraglide-js';
import { messagesInto } from './messages-options.mjs';

await compile(messagesInto);
