// A telephone line to the server that can be cut: the browser believes it is online, yet nothing answers. It also counts what
// comes through, the service worker's requests with it.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  address: string;
  cut(): void;
  mend(): void;
  /** A request that begins like this, the first after `spared` others, reaches the server; its reply is lost with the line. */
  cutBeforeReply(request: string, spared?: number): Promise<void>;
  bytesToBrowser(): number;
  close(): void;
}

export async function openLine(serverPort: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let whole = true;
  let bytes = 0;
  let lose: { request: string; spared: number; done: () => void } | null = null;
  const line = createServer((browser) => {
    if (!whole) return void browser.destroy();
    const server = connect(serverPort, '127.0.0.1');
    for (const socket of [browser, server]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    let losing = false;
    browser.on('data', (chunk: Buffer) => {
      if (lose && chunk.toString('latin1').startsWith(lose.request) && lose.spared-- === 0) losing = true;
    });
    server.on('data', (chunk) => {
      bytes += chunk.length;
      if (!losing) return;
      whole = false;
      for (const socket of sockets) socket.destroy();
      lose?.done();
      lose = null;
    });
    browser.on('close', () => server.destroy());
    server.on('close', () => browser.destroy());
    browser.pipe(server).pipe(browser);
  });
  await new Promise<void>((ready) => line.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    cutBeforeReply: (request, spared = 0) => new Promise((done) => (lose = { request, spared, done })),
    mend: () => void (whole = true),
    bytesToBrowser: () => bytes,
    close() {
      for (const socket of sockets) socket.destroy();
      line.close();
    }
  };
}
