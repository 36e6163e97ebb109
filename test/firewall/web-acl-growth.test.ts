import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Countries } from '../../lib/firewall/countries';
import { IpList } from '../../lib/firewall/ip-list';
import { ManagedRules } from '../../lib/firewall/managed-rules';
import { PaidRules } from '../../lib/firewall/paid-rules';
import { RateLimit } from '../../lib/firewall/rate-limit';
import { WebAclLogging } from '../../lib/firewall/web-acl-logging';
import { WebAclProps } from '../../lib/firewall/web-acl-props';
import { growthFaults } from '../support/growth';
import { aclStack, buildAcl, GLOBAL, rulesOf, synthAcl } from './support';

const office = IpList.of('192.0.2.44');

/** The life of a web ACL, from its first stage to its last. */
const LIFE: [string, Partial<WebAclProps>][] = [
  ['by default', {}],
  [
    'a group on trial',
    { managedRules: [ManagedRules.core(), ManagedRules.sqlInjection({ onTrial: true })], allow: office },
  ],
  [
    'more of all',
    {
      managedRules: [
        ManagedRules.core({ version: 'Version_1.20' }),
        ManagedRules.sqlInjection(),
        PaidRules.botControl(),
      ],
      rateLimits: [
        RateLimit.perIp({ requests: 5000 }),
        RateLimit.perHeader('x-api-key', { requests: 500, pathPrefix: '/api' }),
      ],
      allow: IpList.of('192.0.2.0/24', '2001:db8::/32'),
      deny: IpList.of('198.51.100.7'),
      countries: Countries.except(['XX']),
      logging: WebAclLogging.cloudWatch({ allRequests: true }),
      blockedPerMinute: 1000,
    },
  ],
];
/** The alarm on rules on trial goes when no rule is. */
const TRIAL = 'OnTrialAlarm';
const life = LIFE.map(([name, props]): [string, Template] => [name, synthAcl(props)]);
const pairs = life.flatMap(([from, before], index) =>
  life.slice(index + 1).map(([to, after]): [string, string, Template, Template] => [from, to, before, after]),
);

test.each(pairs)('from %s to %s nothing is replaced or goes', (_from, _to, before, after) => {
  const faults = growthFaults(before.toJSON() as never, after.toJSON() as never);
  expect(faults.filter((fault) => !fault.includes(TRIAL))).toEqual([]);
});

test.each(pairs)('from %s to %s every logical ID stays', (_from, _to, before, after) => {
  const ids = (template: Template) => Object.keys(template.toJSON().Resources).filter((id) => !id.includes(TRIAL));
  expect(ids(after)).toEqual(expect.arrayContaining(ids(before)));
});

test('a new rule changes no priority of another', () => {
  const priorities = (template: Template) =>
    Object.fromEntries(Object.values(rulesOf(template)).map(({ Name, Priority }) => [Name, Priority]));
  const [before, after] = [{}, { allow: office, deny: office, countries: Countries.only(['FR']) }].map((props) =>
    priorities(synthAcl(props)),
  );
  expect(after).toMatchObject(before);
});

test('two apps with equal paths in one account have metrics and logs of their own', () => {
  const names = (stackName: string) => {
    const template = Template.fromStack(Stack.of(buildAcl(aclStack(GLOBAL, stackName))));
    const of = (type: string) => Object.values(template.findResources(type))[0].Properties;
    return [
      of('AWS::WAFv2::WebACL').VisibilityConfig.MetricName,
      of('AWS::Logs::LogGroup').LogGroupName,
      of('AWS::Logs::ResourcePolicy').PolicyName,
    ];
  };
  const [one, other] = [names('one-edge-global'), names('other-edge-global')];
  one.forEach((name, i) => expect(name).not.toBe(other[i]));
});
