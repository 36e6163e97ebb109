import { ChildProcess, execFileSync, spawn, SpawnOptions } from 'node:child_process';
import dns from 'node:dns';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A certificate authority of our own and a certificate that it gave to 'localhost'. */
export interface Certificates {
  readonly authority: string;
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A folder for one server, owned by the user that runs it (a database server refuses to run as root). */
export class ServerFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'real-server-'));
  private readonly owner: { uid: number; gid: number } | undefined;
  private server?: ChildProcess;

  constructor(user: string) {
    this.owner = process.getuid?.() === 0 ? ids(user) : undefined;
    this.own();
  }

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.file(name), text, { mode: 0o600 });
    this.own();
    return this.file(name);
  }

  run(command: string, args: string[]): void {
    execFileSync(command, args, { ...this.options(), stdio: 'pipe' });
  }

  /** Starts the server and waits until `ready` succeeds; says what the server wrote if it does not. */
  async start(command: string, args: string[], ready: () => Promise<unknown>): Promise<void> {
    let output = '';
    const server = spawn(command, args, { ...this.options(), stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [server.stdout!, server.stderr!]) stream.on('data', (text) => (output += text));
    this.server = server;
    for (let tries = 0; tries < 300; tries++) {
      if (server.exitCode !== null) break;
      const up = await ready().then(
        () => true,
        () => false,
      );
      if (up) return;
      await setTimeout(100);
    }
    throw new Error(`${command} did not start:\n${output}`);
  }

  async remove(): Promise<void> {
    const server = this.server;
    if (server && server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await Promise.race([gone, setTimeout(15_000, undefined, { ref: false }).then(() => server.kill('SIGKILL'))]);
      await gone;
    }
    rmSync(this.path, { recursive: true, force: true });
  }

  /** The certificates, made once per server: nothing of them is kept. */
  certificates(): Certificates {
    const [authorityFile, authorityKey] = [this.file('ca.pem'), this.file('ca.key')];
    const [certificateFile, keyFile, request] = [this.file('server.pem'), this.file('server.key'), this.file('csr')];
    const names = this.write('names', 'subjectAltName=DNS:localhost\n');
    const key = ['-newkey', 'rsa:2048', '-nodes'];
    openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      authorityKey,
      '-out',
      authorityFile,
      '-days',
      '2',
      '-subj',
      '/CN=Test CA',
    );
    openssl('req', ...key, '-keyout', keyFile, '-out', request, '-subj', '/CN=localhost');
    openssl(
      ...['x509', '-req', '-in', request, '-CA', authorityFile, '-CAkey', authorityKey, '-CAcreateserial'],
      ...['-out', certificateFile, '-days', '2', '-extfile', names],
    );
    this.own();
    return { authority: readFileSync(authorityFile, 'utf8'), authorityFile, certificateFile, keyFile };
  }

  private options(): SpawnOptions {
    return { ...this.owner, cwd: this.path };
  }

  private own(): void {
    if (this.owner) execFileSync('chown', ['-R', `${this.owner.uid}:${this.owner.gid}`, this.path]);
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}

function ids(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** The first of these programs that exists. */
export function program(...paths: string[]): string {
  const found = paths.find((path) => existsSync(path));
  if (!found) throw new Error(`none of ${paths.join(', ')} is there: run 'bash test/real/install.sh'`);
  return found;
}

/** A port that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Lets one name that no server has lead to this machine, until mocks are restored. */
export function resolveToLoopback(name: string): void {
  const real = dns.lookup as (...args: unknown[]) => void;
  jest.spyOn(dns, 'lookup').mockImplementation(((host: string, options: { all?: boolean }, answer: Answer) => {
    if (host !== name) return real(host, options, answer);
    if (options.all) return answer(null, [{ address: '127.0.0.1', family: 4 }]);
    return answer(null, '127.0.0.1', 4);
  }) as never);
}

type Answer = (error: null, address: unknown, family?: number) => void;
