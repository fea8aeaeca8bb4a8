// Where the messages are and where their compiled form goes; used by Vite and by the two scripts beside this file.
// The message format plugin is named by its path under node_modules (see project.inlang/settings.json): nothing is
// fetched from a network at build time.
/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const messagesInto = {
  project: './project.inlang',
  outdir: './src/foundation/i18n/paraglide',
  strategy: ['localStorage', 'baseLocale'],
  localStorageKey: 'bdh.locale',
  outputStructure: 'message-modules',
  emitGitIgnore: false,
  emitPrettierIgnore: false
};
