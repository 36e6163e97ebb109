import { DatabaseEngine } from '../lib/database/rds/database-engine';
import { connectionsOf } from '../lib/database/rds/instance-size';
import { ScalableAppProps } from './scalable-app-props';

/** One for a transaction, and one for what must not wait for it. */
export const FEWEST_PER_TASK = 2;

/** What the connections of an app come from, and what they go to. */
export interface ConnectionBudget {
  /** Tasks of the web at most. */
  readonly webTasks: number;
  /** Tasks of each pool of workers at most. */
  readonly workerTasks: number;
  /** Pools of workers. */
  readonly pools: number;
  /** Connections that one instance of the database takes; `undefined` where nobody knows. */
  readonly instanceConnections: number | undefined;
  readonly readReplicas: number;
  /** Whether a proxy stands before the writer, and shares its connections. */
  readonly proxy: boolean;
}

/** While a deployment goes on, old and new tasks stand beside each other: blue/green has a whole second set. */
const SETS = 2;
/** For superusers, RDS itself, the rotation, migrations and whoever looks. */
const RESERVED = 20;

/** Tasks that may be there at once. */
export function mostTasks({ webTasks, workerTasks, pools }: ConnectionBudget): number {
  return SETS * (webTasks + workerTasks * pools);
}

/**
 * How many times the connections of one task meet at the instance that has most of them. A task opens as many to the
 * writer as to all readers together, which without replicas are the writer. With replicas, one may be lost, and the
 * others have its share.
 */
function shares({ proxy, readReplicas }: ConnectionBudget): number {
  const atReaders = readReplicas > 0 ? 1 / Math.max(readReplicas - 1, 1) : 0;
  const atWriter = proxy ? 0 : readReplicas > 0 ? 1 : 2;
  return Math.max(atReaders, atWriter);
}

/** The most connections that a task may open, to the writer and again to the readers, so that all find room. */
export function roomPerTask(budget: ConnectionBudget): number {
  const { instanceConnections } = budget;
  const most = mostTasks(budget) * shares(budget);
  return instanceConnections === undefined || most === 0
    ? Infinity
    : Math.floor((instanceConnections - RESERVED) / most);
}

/** The connections that meet at one instance at worst. */
export function worstCase(budget: ConnectionBudget, perTask: number): number {
  return Math.ceil(mostTasks(budget) * shares(budget) * perTask);
}

/** The budget of an app in its stage. */
export function budgetOf({ database, events, jobs, stage }: ScalableAppProps): ConnectionBudget {
  const { sizes } = stage;
  const subscribers = sizes.messaging.eventFanOut ? (events?.subscribers?.length ?? 0) : 0;
  return {
    webTasks: sizes.web.maxTasks,
    workerTasks: sizes.workers?.maxTasks ?? 0,
    pools: (jobs ? 1 : 0) + subscribers,
    instanceConnections: connectionsOf(
      { ...database, engine: database?.engine ?? DatabaseEngine.postgres() },
      sizes.database.instanceType.toString(),
    ),
    readReplicas: sizes.database.readReplicas,
    proxy: sizes.database.proxy,
  };
}

/** What the contract tells each task: the stage's number, or what there is room for. */
export function poolSizeOf(props: ScalableAppProps): number {
  return Math.min(props.stage.sizes.database.connectionsPerTask, roomPerTask(budgetOf(props)));
}
