import { TestResult } from '@jest/test-result';
import { Config } from '@jest/types';

/** What a runner says to a worker of its. */
export type Order =
  | { readonly configure: Configuration }
  | { readonly run: Task }
  /** Time is up: in which test are you? */
  | { readonly where: true };

export interface Configuration {
  readonly globalConfig: Config.GlobalConfig;
  readonly projectConfig: Config.ProjectConfig;
  readonly runtime: 'child_process';
}

export interface Limits {
  /** How long one file may take. It is there for what hangs: a busy machine must not come near it. */
  readonly limitSeconds: number;
  /** How long what a file opened may take to close after its last test. */
  readonly closingSeconds: number;
}

export interface Task extends Limits {
  readonly file: string;
}

/** How a file ended: with the results of its tests, or with a fault of the file. */
export type Outcome = { readonly result: TestResult } | { readonly fault: string };

/** What a worker says to its runner, once a file. */
export type Reply = Outcome | { readonly where: string };
