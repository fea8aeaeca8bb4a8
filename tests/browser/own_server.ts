// A server of one test's own, which it may kill and start again, and a look into its store from outside.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freePort } from './ports.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = join(root, 'build/release/binhdanhoc');

/** An answer as the store has it. */
export interface Row {
  device: string;
  sequence: number;
  item: string;
  context: string;
  response: string[];
  answered_at: number;
  id: number;
}

const query = `
import json, sqlite3, sys
store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = store.execute("""SELECT d.device_uuid, a.sequence, a.item, a.context, a.response, a.answered_at, a.id
                        FROM learning_answers a JOIN learning_devices d ON d.account_id = a.account_id AND d.device_no = a.device_no
                        WHERE a.account_id = ? ORDER BY d.device_uuid, a.sequence""", (int(sys.argv[2]),))
print(json.dumps([dict(zip(("device", "sequence", "item", "context", "response", "answered_at", "id"), row)) for row in rows]))
`;

const anything = `
import json, sqlite3, sys
store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
print(json.dumps(store.execute(sys.argv[2], json.loads(sys.argv[3])).fetchall()))
`;
export function answersIn(data: string, account: number): Row[] {
  const text = execFileSync('python3', ['-c', query, join(data, 'binhdanhoc.sqlite'), String(account)], { encoding: 'utf8' });
  return (JSON.parse(text) as (Omit<Row, 'response'> & { response: string })[]).map((row) => ({ ...row, response: JSON.parse(row.response) }));
}

export class OwnServer {
  readonly data = mkdtempSync(join(tmpdir(), 'bdh-offline-'));
  port = 0;
  #process: ChildProcess | null = null;
  #serveMore: string[] = [];

  /** demo, serve: more arguments of the two commands. */
  static async begin({ demo = [], serve = [] }: { demo?: string[]; serve?: string[] } = {}): Promise<OwnServer> {
    const server = new OwnServer();
    server.#serveMore = serve;
    execFileSync(binary, ['demo', '--data', server.data, '--people', '20', '--weeks', '1', '--log-level', 'off', ...demo], { cwd: root });
    server.port = await freePort();
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    this.#process = spawn(binary, ['serve', '--data', this.data, '--port', String(this.port), '--log-level', 'warn', ...this.#serveMore], {
      cwd: root,
      stdio: 'inherit'
    });
    for (let tries = 0; ; tries++) {
      try {
        if ((await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok) return;
      } catch {
        if (tries > 400) throw new Error('the server does not start');
      }
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  /** As a power cut would: nothing is written to its end. */
  async kill(): Promise<void> {
    const dying = this.#process;
    this.#process = null;
    if (!dying || dying.exitCode !== null) return;
    const gone = new Promise((exited) => dying.once('exit', exited));
    dying.kill('SIGKILL');
    await gone;
  }

  answersOf(account: number): Row[] {
    return answersIn(this.data, account);
  }

  /** What the store says, column by column. */
  ask(sql: string, ...values: (string | number)[]): (string | number | null)[][] {
    const text = execFileSync('python3', ['-c', anything, join(this.data, 'binhdanhoc.sqlite'), sql, JSON.stringify(values)], { encoding: 'utf8' });
    return JSON.parse(text);
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }
}
