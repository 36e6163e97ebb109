import { AppEnvironment } from '../../index';
import { resourcesOf, STAGE_NAMES } from '../support/stages';

/** The properties of a resource, as its template has them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any JSON
type Json = any;

interface Container {
  readonly stack: string;
  readonly name: string;
  readonly environment: Record<string, Json>;
  /** Each action that the task's role allows, with what on. */
  readonly allowed: [action: string, resource: Json][];
}

const OBJECTS = ['s3:GetObject*', 's3:PutObject', 's3:DeleteObject*', 's3:Abort*', 's3:List*', 's3:GetBucket*'];
const ITEMS = ['Get*', 'Query', 'Scan', 'Put*', 'Update*', 'Delete*', 'Batch*', 'Condition*', 'Describe*'];

/** What a container may do because a variable names something; nothing where it names nothing to call. */
const RIGHTS: Record<string, readonly string[]> = {
  AWS_REGION: [],
  DATABASE_WRITER_HOST: [],
  DATABASE_READER_HOSTS: [],
  DATABASE_PORT: [],
  DATABASE_NAME: [],
  DATABASE_SECRET_ARN: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'kms:Decrypt'],
  DATABASE_POOL_SIZE: [],
  DATABASE_CA_URLS: [],
  SESSION_TABLE: ITEMS.map((action) => `dynamodb:${action}`),
  UPLOADS_BUCKET: OBJECTS,
  ASSETS_PATH: [],
  CACHE_HOST: [],
  CACHE_PORT: [],
  CACHE_NAME: ['elasticache:Connect'],
  CACHE_USER: [],
  CACHE_SECRET_ARN: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'kms:Decrypt'],
  JOBS_QUEUE_URL: ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
  EVENTS_TOPIC_ARN: ['sns:Publish'],
  QUEUE_URL: [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:ChangeMessageVisibility',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'ecs:GetTaskProtection',
    'ecs:UpdateTaskProtection',
  ],
};

/** What proves that a variable's right is there: the action without which the variable is of no use. */
const NEEDED: Record<string, readonly string[]> = {
  DATABASE_SECRET_ARN: ['secretsmanager:GetSecretValue'],
  SESSION_TABLE: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
  UPLOADS_BUCKET: ['s3:GetObject', 's3:PutObject'],
  CACHE_NAME: ['elasticache:Connect'],
  CACHE_SECRET_ARN: ['secretsmanager:GetSecretValue'],
  JOBS_QUEUE_URL: ['sqs:SendMessage'],
  EVENTS_TOPIC_ARN: ['sns:Publish'],
  QUEUE_URL: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
};

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);
const covers = (pattern: string, action: string) =>
  new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/\*/g, '.*')}$`, 'i').test(action);

/** The logical IDs, and the names of outputs of other stacks, that a value is made of. */
function namesIn(value: Json): string[] {
  const text = JSON.stringify(value);
  const local = [...text.matchAll(/"Ref":"([^"]+)"|"Fn::GetAtt":\["([^"]+)"/g)].map(([, ref, got]) => ref ?? got);
  const foreign = [...text.matchAll(/"OutputName":"[^"]*?(?:Ref|FnGetAtt)([A-Za-z0-9]+?[0-9A-F]{8})/g)].map(
    ([, id]) => id,
  );
  return [...local, ...foreign].filter((name) => !name.startsWith('AWS::'));
}

function containersOf(stage: string): Container[] {
  const resources = resourcesOf(stage);
  const inStack = (stack: string) => resources.filter(([name]) => name === stack);
  return resources
    .filter(([, , { Type }]) => Type === 'AWS::ECS::TaskDefinition')
    .map(([stack, id, { Properties }]) => {
      const task = Properties as Json;
      const [role] = namesIn(task.TaskRoleArn);
      const allowed = inStack(stack)
        .filter(([, , { Type }]) => Type === 'AWS::IAM::Policy')
        .filter(([, , policy]) => list((policy.Properties as Json).Roles).some(({ Ref }) => Ref === role))
        .flatMap(([, , policy]) => (policy.Properties as Json).PolicyDocument.Statement)
        .filter(({ Effect }: Json) => Effect === 'Allow')
        .flatMap(({ Action, Resource }: Json) =>
          list(Action).flatMap((action) => list(Resource).map((on): [string, Json] => [action, on])),
        );
      const variables = task.ContainerDefinitions[0].Environment;
      return {
        stack,
        name: id,
        environment: Object.fromEntries(variables.map(({ Name, Value }: Json) => [Name, Value])),
        allowed,
      };
    });
}

test('each variable of the contract has its rights here', () => {
  expect(Object.keys(RIGHTS)).toEqual(AppEnvironment.names);
});

describe.each(STAGE_NAMES)('%s', (stage) => {
  const containers = containersOf(stage);

  test('has every variable in every container', () => {
    expect(containers.length).toBeGreaterThan(0);
    for (const { name, environment } of containers)
      expect([name, Object.keys(environment)]).toEqual([name, expect.arrayContaining(AppEnvironment.names)]);
  });

  test('lets each container use what its variables name', () => {
    for (const { name, environment, allowed } of containers) {
      for (const [variable, needed] of Object.entries(NEEDED)) {
        if (environment[variable] === '') continue;
        const names = namesIn(environment[variable]);
        for (const action of needed) {
          const on = allowed
            .filter(([pattern]) => covers(pattern, action))
            .flatMap(([, resource]) => namesIn(resource));
          expect([name, variable, action, on]).toEqual([
            name,
            variable,
            action,
            expect.arrayContaining(names.slice(0, 1)),
          ]);
        }
      }
    }
  });

  test('lets no container do anything else', () => {
    for (const { name, environment, allowed } of containers) {
      const named = Object.entries(RIGHTS).filter(([variable]) => environment[variable] !== '');
      const more = allowed.filter(
        ([action]) => !named.some(([, rights]) => rights.some((right) => covers(right, action))),
      );
      expect([name, more]).toEqual([name, []]);
      const anywhere = allowed.filter(([action, on]) => on === '*' && !action.startsWith('ssmmessages:'));
      expect([name, anywhere]).toEqual([name, []]);
    }
  });
});
