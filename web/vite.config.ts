import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';
import { lessonNeeds } from './scripts/lesson-needs.mjs';
import { messagesInto } from './scripts/messages-options.mjs';

// What the lesson and the review share, or a device without network needs, and no other page; and what is loaded when there is
// something to send, or nothing but the device to ask.
const onlyInLessons =
  /src\/(learning\/(items\/|[A-Z]\w+\.svelte|responses|marker\/|hand_in_sending|assisted\/records|offline\/(bundles|here|marker|reckoning))|rewards\/provisional)/;

let isNeeded: ((id: string) => boolean) | undefined;

export default defineConfig(({ mode }) => ({
  // Tests find the messages compiled already; the plugin would keep the test run from ending.
  plugins: [...(mode === 'test' ? [] : [paraglideVitePlugin(messagesInto)]), sveltekit(), { name: 'lesson-needs', buildStart: () => void (isNeeded = undefined) }],
  // `npm run dev` speaks to a server started beside it.
  server: { proxy: { '/api': loadEnv(mode, '.', 'BDH_').BDH_API ?? 'http://127.0.0.1:8080' } },
  build: {
    target: 'es2020',
    assetsInlineLimit: 0,
    // See lesson-needs.mjs. Measured for a first lesson: 53 scripts, 75 KB with no groups; 19 scripts, 67 KB with one.
    rolldownOptions: {
      checks: { bundlerTimings: false },  // a report on plugins at every build helps nobody
      output: {
        codeSplitting: {
          groups: [
            {
              name: (id, graph) => {
                if (onlyInLessons.test(id)) return null;
                isNeeded ??= lessonNeeds(graph);
                return isNeeded(id) ? 'shared' : null;
              },
              minShareCount: 2,
              priority: 2
            },
            { name: (id) => (onlyInLessons.test(id) ? null : 'apart'), minShareCount: 2, priority: 1 }
          ]
        }
      }
    }
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' }
}));
