import { Ground } from './ground';

/** One thing that a worker does with an endpoint of its own. */
export interface Job {
  readonly name: string;
  /** States that other jobs keep, and this one starts from. */
  readonly needs: readonly string[];
  /** The state that this one keeps. */
  readonly keeps?: string;
  run(ground: Ground): Promise<void> | void;
}

/** What the run is about: the sample app's stages, smallest first, each with its assembly's folder. */
export interface Plan {
  readonly directory: string;
  readonly stages: readonly Stage[];
  /** Some of the stages once more, with another home Region. */
  readonly abroad: readonly Stage[];
}

export interface Stage {
  readonly name: string;
  readonly app: string;
}
