// A line as in a valley's mouth: so many bits a second in each direction, shared by all connections, and so long a way there
// and back; a new connection costs one such way before anything is said. It counts every byte on the wire, the service
// worker's with them. Without a rate it only counts.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

interface Pace {
  bits_per_s: number;
  round_trip_ms: number;
}
const packetBytes = 1_460;
/** What one connection may have under way: more would only wait here. */
const windowBytes = 64_000;

/** One direction of the line: packets of all connections take turns. */
class Lane {
  readonly #waiting: { socket: Socket; chunks: Buffer[]; size: number; source: Socket }[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #free_at = 0;
  /** On the way: left the lane, not there yet. In order, which timers of their own would not keep. */
  readonly #under_way: { socket: Socket; packet: Buffer; there_at: number }[] = [];
  bytes = 0;

  constructor(private readonly pace: Pace | null) {}

  take(chunk: Buffer, source: Socket, socket: Socket): void {
    this.bytes += chunk.length;
    if (!this.pace) return void socket.write(chunk);
    let queue = this.#waiting.find((one) => one.socket === socket);
    if (!queue) this.#waiting.push((queue = { socket, chunks: [], size: 0, source }));
    for (let at = 0; at < chunk.length; at += packetBytes) queue.chunks.push(chunk.subarray(at, at + packetBytes));
    queue.size += chunk.length;
    if (queue.size > windowBytes) source.pause();
    this.#next();
  }

  #next(): void {
    if (this.#timer || !this.pace) return;
    const queue = this.#waiting.shift();
    if (!queue) return;
    const packet = queue.chunks.shift()!;
    queue.size -= packet.length;
    if (queue.size < windowBytes / 2) queue.source.resume();
    if (queue.chunks.length) this.#waiting.push(queue);
    const now = performance.now();
    this.#free_at = Math.max(now, this.#free_at) + (packet.length * 8_000) / this.pace.bits_per_s;
    this.#under_way.push({ socket: queue.socket, packet, there_at: this.#free_at + this.pace.round_trip_ms / 2 });
    if (this.#under_way.length === 1) this.#arrive();
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#next();
      },
      Math.max(0, this.#free_at - now)
    );
  }

  #arrive(): void {
    for (let first = this.#under_way[0]; first; first = this.#under_way[0]) {
      const wait = first.there_at - performance.now();
      if (wait > 0) return void setTimeout(() => this.#arrive(), wait);
      this.#under_way.shift();
      if (first.socket.writable) first.socket.write(first.packet);
    }
  }
}

export interface SlowLine {
  port: number;
  counted(): { up: number; down: number };
  close(): void;
}

export async function openSlowLine(serverPort: number, pace: Pace | null): Promise<SlowLine> {
  const sockets = new Set<Socket>();
  const [up, down] = [new Lane(pace), new Lane(pace)];
  const line = createServer({ noDelay: true }, (browser) => {
    const server = connect({ port: serverPort, host: '127.0.0.1', noDelay: true });
    for (const socket of [browser, server]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    browser.pause();
    setTimeout(() => browser.resume(), pace?.round_trip_ms ?? 0);
    browser.on('data', (chunk: Buffer) => up.take(chunk, browser, server));
    server.on('data', (chunk: Buffer) => down.take(chunk, server, browser));
    browser.on('close', () => server.destroy());
    server.on('close', () => setTimeout(() => browser.destroy(), pace ? 5_000 : 0));
  });
  await new Promise<void>((ready) => line.listen(0, '127.0.0.1', ready));
  return {
    port: (line.address() as AddressInfo).port,
    counted: () => ({ up: up.bytes, down: down.bytes }),
    close() {
      for (const socket of sockets) socket.destroy();
      line.close();
    }
  };
}
