import { ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { Configuration, Order, Outcome, Reply, Task } from './messages';

/** How long a worker may take to say which test it is in, or to leave when it is told to. */
const GRACE_MS = 5_000;

/** A worker as the runner sees it: a process that takes one file at a time. */
export class FileWorker {
  private readonly child: ChildProcess;
  /** How it ended, once it has. */
  private readonly end: Promise<string>;
  private ended = false;
  private files: string[] = [];
  private settle?: (reply: Reply) => void;

  public constructor(private readonly configuration: Configuration) {
    // It leads a process group, so that what its tests started ends with it.
    this.child = fork(join(__dirname, 'file-worker-main.ts'), {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
      detached: true,
    });
    this.child.on('message', (reply: Reply) => this.settle?.(reply));
    this.end = new Promise((resolve) => {
      this.child.once('error', ({ message }) => resolve(`failed: ${message}`));
      this.child.once('exit', (code, signal) =>
        resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`),
      );
    });
    void this.end.then((how) => {
      this.ended = true;
      this.settle?.({
        fault: `The worker of this file ${how}; it ran before: ${this.files.slice(0, -1).join(', ') || '-'}`,
      });
    });
    this.order({ configure: configuration });
  }

  public isFreeFor(projectConfig: Configuration['projectConfig']): boolean {
    return !this.settle && !this.ended && this.configuration.projectConfig === projectConfig;
  }

  public async run(task: Task): Promise<Outcome> {
    this.files.push(task.file);
    const { limitSeconds } = task;
    const timers = [setTimeout(() => this.order({ where: true }), limitSeconds * 1000)];
    const silence = () => this.settle?.({ where: 'code that lets nothing else run' });
    timers.push(setTimeout(silence, limitSeconds * 1000 + GRACE_MS));
    const reply = await new Promise<Reply>((settle) => {
      this.settle = settle;
      this.order({ run: task });
    });
    timers.forEach(clearTimeout);
    this.settle = undefined;
    if ('result' in reply) return reply;
    this.kill();
    return 'fault' in reply
      ? reply
      : { fault: `This file was not done after ${limitSeconds} s: it was in ${reply.where}` };
  }

  /** Tells the worker to leave, and tells of one that ends in another way, by the file that it ran last. */
  public async leave(): Promise<{ readonly file: string; readonly fault: string } | undefined> {
    if (this.child.connected) this.child.disconnect();
    const timer = setTimeout(() => this.kill(), GRACE_MS);
    const how = await this.end;
    clearTimeout(timer);
    const file = this.files.at(-1);
    if (file === undefined || how === 'exited with code 0') return undefined;
    return { file, fault: `The worker ${how} after this file, the last one that it ran` };
  }

  /** Ends the worker and what it started, at once. */
  public kill(): void {
    // Why is known already.
    this.files = [];
    this.ended = true;
    try {
      process.kill(-this.child.pid!, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }

  private order(order: Order): void {
    // One that cannot be told is dead or about to be, which its end tells.
    this.child.send(order, () => undefined);
  }
}
