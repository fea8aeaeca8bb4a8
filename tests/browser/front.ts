// nginx before the server, with packaging/nginx.conf as an operator would have it: TLS, HTTP/2, compression. Only addresses and
// the certificate are other ones.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'node:tls';
import { freePort } from './ports.ts';

export interface Front {
  port: number;
  close(): Promise<void>;
}

const speaks = (port: number): Promise<boolean> =>
  new Promise((say) => {
    const probe = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      probe.end();
      say(true);
    });
    probe.once('error', () => say(false));
  });

export async function openFront(serverPort: number): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), 'bdh-front-'));
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...made, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const port = await freePort();
  const site = readFileSync(resolve(import.meta.dirname, '../../packaging/nginx.conf'), 'utf8')
    .replace('127.0.0.1:8080', `127.0.0.1:${serverPort}`)
    .replace(/server \{\n {4}listen 80;[\s\S]*?\n\}\n/, '') // the redirection to https
    .replace(/ {4}listen \[::\]:443.*\n/, '')
    .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
    .replace(/ssl_certificate .*;/, `ssl_certificate ${certificate};`)
    .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};\n`).join('');
  const user = userInfo().username === 'root' ? 'user root;\n' : '';
  mkdirSync(join(folder, 'client_body'));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; worker_processes 1; ${user}error_log ${folder}/error.log;\nevents { worker_connections 256; }\nhttp {\n${temporary}${site}}\n`
  );
  const server = spawn('/usr/sbin/nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  for (let tries = 0; !(await speaks(port)); tries++) {
    if (tries > 200) throw new Error('nginx does not start');
    await new Promise((wake) => setTimeout(wake, 50));
  }
  return {
    port,
    async close() {
      const gone = new Promise((exited) => server.once('exit', exited));
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
