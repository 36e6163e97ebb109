import { Token } from 'aws-cdk-lib';
import { BackupCopies } from '../lib/database/backup/backup-copies';
import { isInZone } from '../lib/edge/distribution/edge-checks';
import { AppEnvironment } from '../lib/environment/app-environment';
import { Rule } from '../lib/internal/validation';
import { ScalableAppProps } from './scalable-app-props';

export const SCALABLE_APP_RULES: readonly Rule<ScalableAppProps>[] = [
  {
    prop: 'appName',
    value: (p) => p.appName,
    broken: (p) => !/^[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,39}$/.test(p.appName),
    fix: () => 'use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  },
  {
    prop: 'region',
    value: (p) => p.region,
    broken: (p) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(p.region),
    fix: () => "give the code of a Region, such as 'us-east-1'",
  },
  {
    prop: 'backupRegion',
    value: (p) => p.backupRegion,
    broken: (p) => p.stage.sizes.backupCopies && backupRegionOf(p) === undefined,
    fix: (p) => `we know no Region for the backups of '${p.region}', which the stage copies: name one`,
  },
  {
    prop: 'alarmEmails',
    value: (p) => p.alarmEmails,
    broken: (p) => p.alarmEmails.length === 0,
    fix: () => 'give at least one address: alarms and the budget must reach somebody',
  },
  {
    prop: 'domain.names',
    value: (p) => p.domain?.names,
    broken: (p) => p.domain !== undefined && !namesInZone(p.domain.names, p.domain.zoneName),
    fix: (p) => `give one host name or more, each '${p.domain?.zoneName}' or below it`,
  },
  {
    prop: 'domain.apiNames',
    value: (p) => p.domain?.apiNames,
    broken: (p) => p.domain?.apiNames !== undefined && !namesInZone(p.domain.apiNames, p.domain.zoneName),
    fix: (p) => `give one host name or more, each '${p.domain?.zoneName}' or below it, or leave it out`,
  },
  {
    prop: 'domain.redirects',
    value: (p) => withoutZone(p),
    broken: (p) => p.domain?.redirects !== undefined && withoutZone(p).length > 0,
    fix: () => 'none of redirects.zones holds these names: add their zones',
  },
  {
    prop: 'domain',
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
    prop: 'stage.sizes.maxWorkers',
    value: (p) => p.stage.sizes.maxWorkers,
    broken: (p) => p.stage.sizes.eventFanOut && p.stage.sizes.maxWorkers === 0 && subscriberNames(p).length > 0,
    fix: () =>
      'the stage has a topic, whose subscribers need workers: customize it with 1 or more, or without eventFanOut',
  },
  {
    prop: 'environment',
    value: (p) => taken(p),
    broken: (p) => taken(p).length > 0,
    fix: () => 'these names belong to the environment contract (docs/environment.md): take others',
  },
];

/** Where copies of the backups go. */
export function backupRegionOf({ backupRegion, region }: ScalableAppProps): string | undefined {
  return backupRegion ?? BackupCopies.partnerOf(region);
}

const taken = (p: ScalableAppProps) => AppEnvironment.names.filter((name) => name in (p.environment ?? {}));

const subscriberNames = (p: ScalableAppProps) => (p.events?.subscribers ?? []).map(({ name }) => name);

function withoutZone({ domain }: ScalableAppProps): string[] {
  const { names = [], zones = [] } = domain?.redirects ?? {};
  return names.filter((name) => !zones.some(({ zoneName }) => namesInZone([name], zoneName)));
}

function namedTwice({ domain }: ScalableAppProps): string[] {
  const names = [...(domain?.names ?? []), ...(domain?.apiNames ?? []), ...(domain?.redirects?.names ?? [])];
  return names.filter((name, i) => !Token.isUnresolved(name) && names.indexOf(name) < i);
}

function namesInZone(names: string[], zone: string): boolean {
  return names.length > 0 && names.every((name) => isInZone(name, zone));
}
