import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';
import { messagesInto } from './scripts/messages-options.mjs';

// What the lesson and the review share, or a device without network needs, and no other page; and what is loaded when there is
// something to send, or nothing but the device to ask.
const onlyInLessons =
  /src\/(learning\/(items\/|[A-Z]\w+\.svelte|responses|marker\/|hand_in_sending|assisted\/records|offline\/(bundles|here|marker|reckoning))|rewards\/provisional)/;

export default defineConfig(({ mode }) => ({
  // Tests find the messages compiled already; the plugin would keep the test run from ending.
  plugins: [...(mode === 'test' ? [] : [paraglideVitePlugin(messagesInto)]), sveltekit()],
  // `npm run dev` speaks to a server started beside it.
  server: { proxy: { '/api': loadEnv(mode, '.', 'BDH_').BDH_API ?? 'http://127.0.0.1:8080' } },
  build: {
    target: 'es2020',
    assetsInlineLimit: 0,
    // Hundreds of tiny modules (one a message, one an icon) would become dozens of requests: what three pages or more
    // share travels together. Measured for a first lesson: 53 scripts, 75 KB without; 19 scripts, 67 KB with.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: (id) => (onlyInLessons.test(id) ? null : 'shared'), minShareCount: 2 }]
        }
      }
    }
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' }
}));
