import { checkArguments } from '../internal/checks/types';
import { ContainerWorkersOptions } from './container-workers-options';
import { FunctionWorkersOptions } from './function-workers-options';

/**
 * Who works on a queue's jobs. A change from containers to functions, or back, makes the new workers and removes the
 * old ones; the queue and its messages stay.
 */
export class Workers {
  /**
   * Containers on ECS: jobs of any length, many at a time, with whatever the image brings.
   *
   * @param options the image, its size, where it runs and how many there are
   */
  public static containers(options: ContainerWorkersOptions): Workers {
    checkArguments('Workers.containers', { options });
    return new Workers(options);
  }

  /**
   * A Lambda function: jobs of up to 15 minutes, no cost while nothing is to do.
   *
   * @param options the function and how messages come to it
   */
  public static functions(options: FunctionWorkersOptions): Workers {
    checkArguments('Workers.functions', { options });
    return new Workers(undefined, options);
  }

  private constructor(
    private readonly containers?: ContainerWorkersOptions,
    private readonly functions?: FunctionWorkersOptions,
  ) {}

  /** @internal */
  public get _containers(): ContainerWorkersOptions | undefined {
    return this.containers;
  }

  /** @internal */
  public get _functions(): FunctionWorkersOptions | undefined {
    return this.functions;
  }
}
