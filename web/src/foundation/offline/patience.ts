// A browser that was killed, as the system of a cheap telephone does, may find its storage still held by what is left of itself
// when it is opened again at once. That passes; taken for "forbidden", all that is learnt until the next opening would be kept in memory only.

/** What will not pass: storage is forbidden here, is not there, or was written by a newer version of the app. */
const lasting = ['SecurityError', 'NotAllowedError', 'NotSupportedError', 'InvalidStateError', 'VersionError', 'TypeError', 'ReferenceError'];
const waits_ms = [100, 300, 900, 2_000];

/** Tries again for three seconds, unless what went wrong will not pass. */
export async function patiently<T>(open: () => Promise<T>, wait = (ms: number) => new Promise<void>((go) => setTimeout(go, ms))): Promise<T> {
  for (const ms of waits_ms) {
    try {
      return await open();
    } catch (thrown) {
      if (lasting.includes((thrown as Error).name)) throw thrown;
    }
    await wait(ms);
  }
  return open();
}
