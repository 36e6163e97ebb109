import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import * as face from '../../index';
import { urgencyOf } from '../../lib/internal/alarm';
import { STORAGE_EVENTS } from '../../lib/internal/database-events';
import { buildCache, buildServerless } from '../cache/support';
import { buildAurora, provisioned } from '../database/aurora/aurora-support';
import { buildPool } from '../messaging/support';
import { testApp } from '../support/app';

const PAGE = readFileSync(join(__dirname, '../../docs/steady-state.md'), 'utf8');
const ENV = { account: '111122223333', region: 'us-east-1' };

/** Apps with every construct that makes alarms, in each of its kinds. */
function apps(): App[] {
  const quick = () => testApp({ builtinCloudFormationValidation: false });
  const work = { longestJob: Duration.minutes(1), jobDuration: Duration.seconds(5) };
  const order = face.QueueOrder.standard();
  const whole = quick();
  new face.ScalableApp(whole, 'Shop', {
    appName: 'shop',
    stage: face.GrowthStage.TEN_MILLION,
    region: ENV.region,
    web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
    operations: { alarmEmails: ['ops@example.com'] },
    jobs: { order, ...work },
    events: { order, subscribers: [{ name: 'Billing', ...work }] },
  });
  const rest = quick();
  const stack = (id: string) => new Stack(rest, id, { env: ENV });
  buildAurora(stack('serverless'), { readers: face.AuroraReaders.fixed(1) });
  const backtrack = face.AuroraBacktrack.window(Duration.hours(1));
  buildAurora(stack('provisioned'), { engine: face.AuroraEngine.mysql(), capacity: provisioned, backtrack });
  buildCache(stack('sessions'), { use: face.CacheUse.sessionState() });
  buildServerless(stack('cache'));
  buildPool(
    { containers: { scaling: face.WorkerScaling.byBacklog({ ...work, minTasks: 0, maxTasks: 9 }) } },
    stack('pool'),
  );
  buildPool({ containers: { capacity: face.Capacity.ec2({ vCpus: 4, memoryGiBPerVCpu: 4 }) } }, stack('instances'));
  addTable(stack('tables'), stack('indexes'));
  addInstancesAndFunction(stack('ops'));
  const onTrial = { scope: face.WebAclScope.cloudFront(), managedRulesOnTrial: true };
  new face.WebAcl(stack('trial'), 'WebAcl', onTrial);
  return [whole, rest];
}

function addTable(tables: Stack, ops: Stack): void {
  const key = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  const globalSecondaryIndexes = [{ indexName: 'ByUser', partitionKey: key('user') }];
  new face.GlobalTable(tables, 'Table', { partitionKey: key('id'), globalSecondaryIndexes }).watchIndexes(
    ops,
    'Indexes',
  );
}

function addInstancesAndFunction(stack: Stack): void {
  new face.SteadyState(stack, 'SteadyState', {
    level: face.SteadyStateLevel.full(),
    autoScalingGroup: autoscaling.AutoScalingGroup.fromAutoScalingGroupName(stack, 'Group', 'group'),
    function: lambda.Function.fromFunctionName(stack, 'Function', 'function'),
  });
}

const CLASSES = Object.entries(face).filter(([name]) => name !== 'ScalableApp');

/** The construct of the library that an alarm is from; those that were made for another stack say so by their scope. */
function ownerOf(alarm: IConstruct): string {
  for (const scope of alarm.node.scopes.reverse()) {
    const found = CLASSES.find(([, value]) => scope.constructor === value);
    if (found) return found[0];
    if (scope.node.id === 'CacheNodes') return 'ReplicatedCache';
    if (scope.node.id === 'Indexes') return 'GlobalTable';
  }
  return 'nobody';
}

/** `construct alarm urgency`, without the numbers and names that tell many of a kind apart. */
function made(): string[] {
  const alarms = apps().flatMap((app) =>
    app.node.findAll().filter((one): one is cloudwatch.AlarmBase => one instanceof cloudwatch.AlarmBase),
  );
  const lines = alarms.map((alarm) => {
    const id = alarm.node.id
      .replace(/^(Replica)\d+/, '$1')
      .replace(/^ByUser/, '…')
      .replace(/\d+$/, (digits) => (/^P9\d$/.test(`P${digits}`) ? digits : ''));
    return `${ownerOf(alarm)} ${id} ${urgencyOf(alarm)}`;
  });
  return [...new Set(lines)].sort();
}

const section = (from: string, to: string) => PAGE.slice(PAGE.indexOf(from), PAGE.indexOf(to));
const named = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
const rows = (text: string) =>
  [...text.matchAll(/^\| .* \|$/gm)]
    .map(([row]) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .slice(2);

test('the page lists every alarm with its urgency, and none that nobody makes', () => {
  const listed = rows(section('### Every alarm', '### What RDS says')).flatMap(([construct, alarms, urgency]) =>
    named(construct).flatMap((owner) =>
      named(alarms).flatMap((alarm) => urgency.split(' or ').map((loud) => `${owner} ${alarm} ${loud}`)),
    ),
  );
  expect([...new Set(listed)].sort()).toEqual(made());
});

test('the page lists what RDS says of storage', () => {
  const listed = rows(section('### What RDS says', '## How do I')).map(([id, urgency]) => [named(id)[0], urgency]);
  expect(listed).toEqual(
    Object.entries(STORAGE_EVENTS).flatMap(([urgency, events]) => Object.keys(events).map((id) => [id, urgency])),
  );
});
