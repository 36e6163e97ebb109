import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'refused-update';
const table = (LocalSecondaryIndexes?: unknown[]) => ({
  Sessions: resource('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...(LocalSecondaryIndexes ? { LocalSecondaryIndexes } : {}),
  }),
});

test('says what the service refuses, and where that is written', () => {
  expect(only(RULE, reviewStack(table(), table([{ IndexName: 'at' }])))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Sessions',
    message:
      'AWS::DynamoDB::Table Sessions fails to deploy: LocalSecondaryIndexes unset → [{"IndexName":"at"}]; a local index is created together with its table, and updates are not supported',
  });
});

test('leaves what is taken alone', () => {
  const mode = (BillingMode: string) => ({ Sessions: resource('AWS::DynamoDB::Table', { BillingMode }) });
  expect(found(RULE, reviewStack(mode('PROVISIONED'), mode('PAY_PER_REQUEST')))).toEqual([]);
});

describe('a limit of a service', () => {
  const volume = (properties: object) => ({ Disk: resource('AWS::EC2::Volume', { ...properties }) });

  test('is told with its own remedy and source', () => {
    const review = reviewStack(volume({ Size: 200 }), volume({ Size: 100 }));
    expect(review.findings.filter(({ rule }) => rule === RULE)).toEqual([
      {
        rule: RULE,
        severity: 'hazard',
        stack: 'app',
        mechanism: 'refused',
        path: 'Disk',
        logicalId: 'Disk',
        message: 'AWS::EC2::Volume Disk fails to deploy: Size 200 → 100; a volume only grows',
        remedy:
          'Create a second, smaller volume beside it, copy the files, attach it, and remove this one in a later step.',
        source: 'https://docs.aws.amazon.com/ebs/latest/userguide/modify-volume-requirements.html',
      },
    ]);
  });

  test('is a caution where more than the templates say decides', () => {
    const brokers = (NumberOfBrokerNodes: number) => ({
      Kafka: resource('AWS::MSK::Cluster', { NumberOfBrokerNodes }),
    });
    expect(only(RULE, reviewStack(brokers(6), brokers(3)))).toMatchObject({
      severity: 'caution',
      message: expect.stringMatching(
        /^AWS::MSK::Cluster Kafka may fail to deploy: NumberOfBrokerNodes 6 → 3; /,
      ) as string,
    });
  });

  test('is none where the resource is replaced, and so created with the new value', () => {
    const search = (DomainName: string, Enabled: boolean) => ({
      Search: resource('AWS::OpenSearchService::Domain', { DomainName, NodeToNodeEncryptionOptions: { Enabled } }),
    });
    expect(found(RULE, reviewStack(search('one', true), search('two', false)))).toEqual([]);
    expect(found(RULE, reviewStack(search('one', true), search('one', false)))).toHaveLength(1);
  });
});
