import { Token } from 'aws-cdk-lib';
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
    prop: 'environment',
    value: (p) => taken(p),
    broken: (p) => taken(p).length > 0,
    fix: () => 'these names belong to the environment contract (docs/environment.md): take others',
  },
];

const taken = (p: ScalableAppProps) => AppEnvironment.names.filter((name) => name in (p.environment ?? {}));

function namesInZone(names: string[], zone: string): boolean {
  return (
    names.length > 0 && names.every((name) => Token.isUnresolved(name) || name === zone || name.endsWith(`.${zone}`))
  );
}
