import { Token } from 'aws-cdk-lib';
import { BackupCopies } from '../lib/database/backup/backup-copies';
import { isInZone } from '../lib/edge/distribution/edge-checks';
import { AppEnvironment } from '../lib/environment/app-environment';
import { text, whole } from '../lib/internal/checks/blocks';
import { Check } from '../lib/internal/checks/check';
import { budgetOf, FEWEST_PER_TASK, mostTasks, roomPerTask } from './connection-budget';
import { ScalableAppProps } from './scalable-app-props';

export const SCALABLE_APP_CHECKS: readonly Check<ScalableAppProps>[] = [
  text(
    'appName',
    (p) => p.appName,
    /^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/,
    'use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  ),
  text('region', (p) => p.region, /^[a-z]{2}(-[a-z]+)+-\d$/, "give the code of a Region, such as 'us-east-1'"),
  {
    prop: 'database.backupRegion',
    value: (p) => p.database?.backupRegion,
    broken: (p) => p.stage.sizes.database.backupCopies && backupRegionOf(p) === undefined,
    fix: (p) => `we know no Region for the backups of '${p.region}', which the stage copies: name one`,
  },
  whole('stage.sizes.database.connectionsPerTask', (p) => p.stage.sizes.database.connectionsPerTask, {
    least: FEWEST_PER_TASK,
    most: 100,
  }),
  {
    prop: 'stage.sizes.database.instanceType',
    value: (p) => p.stage.sizes.database.instanceType.toString(),
    broken: (p) => roomPerTask(budgetOf(p)) < FEWEST_PER_TASK,
    fix: (p) =>
      `up to ${mostTasks(budgetOf(p))} tasks at once, of the web and of each pool of workers, twice while a deployment goes on, have less than ${FEWEST_PER_TASK} connections each: customize the stage with a larger database.instanceType, fewer web.maxTasks or workers.maxTasks, or more database.readReplicas`,
  },
  {
    prop: 'operations.alarmEmails',
    value: (p) => p.operations.alarmEmails,
    broken: (p) => p.operations.alarmEmails.length === 0,
    fix: () => 'give at least one address: alarms and the budget must reach somebody',
  },
  {
    prop: 'edge.domain.names',
    value: (p) => p.edge?.domain?.names,
    broken: (p) => p.edge?.domain !== undefined && !namesInZone(p.edge.domain.names, p.edge.domain.zoneName),
    fix: (p) => `give one host name or more, each '${p.edge?.domain?.zoneName}' or below it`,
  },
  {
    prop: 'edge.domain.apiNames',
    value: (p) => p.edge?.domain?.apiNames,
    broken: (p) =>
      p.edge?.domain?.apiNames !== undefined && !namesInZone(p.edge.domain.apiNames, p.edge.domain.zoneName),
    fix: (p) => `give one host name or more, each '${p.edge?.domain?.zoneName}' or below it, or leave it out`,
  },
  {
    prop: 'edge.domain.redirects',
    value: (p) => withoutZone(p),
    broken: (p) => p.edge?.domain?.redirects !== undefined && withoutZone(p).length > 0,
    fix: () => 'none of redirects.zones holds these names: add their zones',
  },
  {
    prop: 'edge.domain',
    value: (p) => namedTwice(p),
    broken: (p) => namedTwice(p).length > 0,
    fix: () => 'a name belongs to one distribution: leave it in one of names, apiNames and redirects.names',
  },
  {
    prop: 'events.subscribers',
    value: (p) => subscriberNames(p),
    broken: (p) => subscriberNames(p).some((name) => !/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(name)),
    fix: () => 'name each by a letter, then up to 39 letters and digits; a name must stay',
  },
  {
    prop: 'events.subscribers',
    value: (p) => subscriberNames(p),
    broken: (p) => new Set(subscriberNames(p)).size < subscriberNames(p).length,
    fix: () => 'give each a name of its own',
  },
  {
    prop: 'stage.sizes.workers',
    value: () => 'left out',
    broken: (p) => p.stage.sizes.messaging.eventFanOut && !p.stage.sizes.workers && subscriberNames(p).length > 0,
    fix: () =>
      'the stage has a topic, whose subscribers need workers: customize it with workers, or without eventFanOut',
  },
  {
    prop: 'network.existing',
    value: (p) => ownNetwork(p),
    broken: (p) => p.network?.existing !== undefined && ownNetwork(p).length > 0,
    fix: () => 'these are of a network that the app makes, and it makes none: leave them out',
  },
  {
    prop: 'stage.sizes.workers',
    value: () => 'in a network without a way out',
    broken: (p) => p.stage.sizes.workers !== undefined && hasWork(p) && !hasEgress(p),
    fix: (p) =>
      `workers stand in private subnets and call SQS from there: ${
        p.network?.existing
          ? 'give the existing network a NAT gateway or endpoints, and say so by hasEgress'
          : 'customize the stage with network.natGateways, or without workers'
      }`,
  },
  {
    prop: 'account with taskRole',
    value: (p) => [p.account ?? 'left out', ...foreignAccounts(p)],
    broken: (p) => foreignAccounts(p).length > 0,
    fix: (p) =>
      `a task has a role of its own account: give the app account '${foreignAccounts(p)[0]}', or another role`,
  },
  {
    prop: 'edge.originKeepAlive >= web.idleTimeout',
    value: (p) => [keepAlive(p), idleTimeout(p)],
    broken: (p) => keepAlive(p) >= idleTimeout(p),
    fix: () =>
      'CloudFront would use connections that the load balancer has closed: give CloudFront fewer seconds than the load balancer',
  },
  {
    prop: 'environment',
    value: (p) => taken(p),
    broken: (p) => taken(p).length > 0,
    fix: () => 'these names belong to the environment contract (docs/environment.md): take others',
  },
];

/** Where copies of the backups go. */
export function backupRegionOf({ database, region }: ScalableAppProps): string | undefined {
  return database?.backupRegion ?? BackupCopies.partnerOf(region);
}

/** Names of the contract, wherever the app gives variables: all of its containers, the web, or workers. */
function taken({ environment, events, jobs, web }: ScalableAppProps): string[] {
  const parts = [{ environment }, web, jobs, ...(events?.subscribers ?? [])];
  const given = new Set(parts.flatMap((part) => Object.keys(part?.environment ?? {})));
  return AppEnvironment.names.filter((name) => given.has(name));
}

const ownNetwork = ({ network = {} }: ScalableAppProps) =>
  Object.entries(network)
    .filter(([name, value]) => name !== 'existing' && value !== undefined)
    .map(([name]) => name);

/** Accounts of roles that were given, other than the app's. */
function foreignAccounts({ account, events, jobs, web }: ScalableAppProps): string[] {
  return [web, jobs, ...(events?.subscribers ?? [])]
    .map((part) => part?.taskRole?.principalAccount)
    .filter((owner) => owner !== undefined && !Token.isUnresolved(owner) && owner !== account)
    .map(String);
}

const hasEgress = ({ network, stage }: ScalableAppProps) => {
  const { natGateways, zonesInUse } = stage.sizes.network;
  return network?.existing ? network.existing.hasEgress : natGateways._count(zonesInUse) > 0;
};

const hasWork = (p: ScalableAppProps) => p.jobs !== undefined || subscriberNames(p).length > 0;

/** The defaults are those of `FrontDoor` and of `PrivateLoadBalancer`. */
const keepAlive = ({ edge }: ScalableAppProps) => edge?.originKeepAlive?.toSeconds() ?? 55;
const idleTimeout = ({ web }: ScalableAppProps) => web.idleTimeout?.toSeconds() ?? 60;

const subscriberNames = (p: ScalableAppProps) => (p.events?.subscribers ?? []).map(({ name }) => name);

function withoutZone({ edge }: ScalableAppProps): string[] {
  const { names = [], zones = [] } = edge?.domain?.redirects ?? {};
  return names.filter((name) => !zones.some(({ zoneName }) => namesInZone([name], zoneName)));
}

function namedTwice({ edge }: ScalableAppProps): string[] {
  const { domain } = edge ?? {};
  const names = [...(domain?.names ?? []), ...(domain?.apiNames ?? []), ...(domain?.redirects?.names ?? [])];
  return names.filter((name, i) => !Token.isUnresolved(name) && names.indexOf(name) < i);
}

function namesInZone(names: string[], zone: string): boolean {
  return names.length > 0 && names.every((name) => isInZone(name, zone));
}
