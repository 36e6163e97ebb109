import { changed, compareVersions, itemLost, removed, setLater, switched, versionOf, where } from './predicates';
import { Properties, READ, rowsOf, templateReference, UpdateLimit } from './update-limit';
import { read } from './value-path';

const CODE_DEPLOY = where('DeploymentController.Type', 'CODE_DEPLOY');

const SERVICES = rowsOf(
  {
    type: 'AWS::ECS::Service',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html',
    date: READ,
  },
  [
    ['TaskDefinition', 'web:1', 'web:2'] as const,
    ['LoadBalancers', [{ ContainerPort: 80 }], [{ ContainerPort: 8080 }]] as const,
    [
      'NetworkConfiguration',
      { AwsvpcConfiguration: { Subnets: ['a'] } },
      { AwsvpcConfiguration: { Subnets: ['b'] } },
    ] as const,
    ['PlatformVersion', '1.3.0', '1.4.0'] as const,
  ].map(([path, before, after]) => ({
    path,
    when: changed([before, after]),
    given: CODE_DEPLOY,
    outcome: 'refused' as const,
    why: 'under the controller CODE_DEPLOY a deployment of CodeDeploy changes it, and no update of the service does',
    remedy:
      'Make a deployment of CodeDeploy, and let the template follow; or create a second service under the controller ECS, which does blue/green by itself.',
  })),
);

const INSTANCES = rowsOf({ type: 'AWS::EC2::Instance', source: templateReference('AWS::EC2::Instance'), date: READ }, [
  {
    path: 'InstanceType',
    when: switched(['t3.small', 't3.large']),
    outcome: 'outage',
    why: 'the instance is stopped and started: it is down for minutes, and its public address changes unless it has an elastic one',
    remedy: 'Choose the hour of this step, or run two instances behind a load balancer.',
  },
  {
    path: 'UserData',
    when: changed(['IyEvYmluL3No', 'IyEvYmluL2Jhc2g=']),
    outcome: 'outage',
    why: 'the instance is stopped and started, and by default does not run the new script, which is for the first start',
    remedy: 'Change what runs on it by Systems Manager or a new image instead.',
  },
]);

const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';

const FUNCTIONS = rowsOf({ type: 'AWS::Lambda::Function', source: `${LAMBDA}/durable-functions.html`, date: READ }, [
  {
    path: 'DurableConfig',
    when: setLater({ ExecutionTimeout: 3600 }),
    outcome: 'refused',
    why: 'a function is durable from its creation on, or never',
    remedy: 'Create a second function with DurableConfig, and let its callers change over.',
  },
]);

const BATCH = 'https://docs.aws.amazon.com/batch/latest/APIReference';

const BATCHES = [
  ...rowsOf({ type: 'AWS::Batch::JobQueue', source: `${BATCH}/API_UpdateJobQueue.html`, date: READ }, [
    {
      path: 'SchedulingPolicyArn',
      when: removed('arn:aws:batch:eu-west-1:111111111111:scheduling-policy/fair'),
      outcome: 'refused',
      why: 'a queue with a scheduling policy keeps one: it is exchanged and never removed',
      remedy: 'Create a second queue without a policy.',
    },
    {
      path: 'SchedulingPolicyArn',
      when: setLater('arn:aws:batch:eu-west-1:111111111111:scheduling-policy/fair'),
      outcome: 'refused',
      why: 'a queue that is first in, first out stays so',
      remedy: 'Create a second queue with the policy.',
    },
  ]),
  ...rowsOf(
    { type: 'AWS::Batch::ComputeEnvironment', source: templateReference('AWS::Batch::ComputeEnvironment'), date: READ },
    [
      {
        path: 'EcsSettings.ContainerInsights',
        when: removed('enabled'),
        outcome: 'refused',
        why: 'Container Insights, once decided here, is never left to ECS again',
        remedy: 'Set it to disabled.',
      },
    ],
  ),
];

const AUTO_SCALING = rowsOf(
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html',
    date: READ,
  },
  [
    {
      path: 'VPCZoneIdentifier',
      when: itemLost([['subnet-a', 'subnet-b'], ['subnet-b']]),
      outcome: 'delayed',
      why: 'instances in the subnets that go are replaced by others in those that stay',
      remedy: 'Take away one zone at a time, with room in the others.',
    },
  ],
);

const airflow = (state: Properties) => versionOf(read(state, ['AirflowVersion']));

const MWAA = rowsOf(
  { type: 'AWS::MWAA::Environment', source: templateReference('AWS::MWAA::Environment'), date: READ },
  [
    {
      path: 'AirflowVersion',
      when: switched(['2.9.2', '2.10.3']),
      given: {
        says: 'both versions are known',
        example: [{}, {}],
        holds: (before, after) => {
          const [was, is] = [airflow(before), airflow(after)];
          return was === undefined || is === undefined || compareVersions(was, is) !== 0;
        },
      },
      outcome: 'outage',
      why: 'the environment is stopped while Airflow changes its version, for up to two hours, and running tasks are ended',
      remedy: 'Choose an hour without runs, after a rehearsal with the same plugins and requirements.',
    },
    ...[
      ['EnvironmentClass', 'mw1.small', 'mw1.medium'],
      ['RequirementsS3Path', 'a.txt', 'b.txt'],
      ['PluginsS3Path', 'a.zip', 'b.zip'],
      ['StartupScriptS3Path', 'a.sh', 'b.sh'],
    ].map(([path, before, after]) => ({
      path,
      when: switched([before, after]),
      outcome: 'outage' as const,
      why: 'the environment is updated for 20 to 30 minutes, and its schedulers and workers restart',
      remedy: 'Choose an hour without runs.',
      source: 'https://docs.aws.amazon.com/mwaa/latest/userguide/update-environment.html',
    })),
  ],
);

export const COMPUTE: readonly UpdateLimit[] = [
  ...SERVICES,
  ...INSTANCES,
  ...FUNCTIONS,
  ...BATCHES,
  ...AUTO_SCALING,
  ...MWAA,
];
