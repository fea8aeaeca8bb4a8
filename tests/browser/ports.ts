// Ports for servers that a test starts late or starts again. They lie below those that the kernel gives to clients
// (from 32768 on): a port on which a client's closed connection still waits cannot be listened on for a minute.
import { createServer } from 'node:net';

const isFree = (port: number) =>
  new Promise<boolean>((say) => {
    const probe = createServer();
    probe.once('error', () => say(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => say(true)));
  });

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}
