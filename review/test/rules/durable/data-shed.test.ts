import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'data-shed';
const logs = (RetentionInDays?: number) => ({ Logs: resource('AWS::Logs::LogGroup', { RetentionInDays }) });

test('an update in place that deletes data is a hazard, with the source of that very fact', () => {
  const result = reviewStack(logs(), logs(30));
  expect(only(RULE, result)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Logs',
    message:
      'AWS::Logs::LogGroup Logs goes from no end to 30 days of RetentionInDays: log events that are older are deleted, within 72 hours',
  });
  expect(result.verdict).toBe('hazard');
  expect(result.findings[0].source).toBe(
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  );
});

test('a longer time is none, nor is what is created, replaced or removed', () => {
  expect(found(RULE, reviewStack(logs(30), logs(90)))).toEqual([]);
  expect(found(RULE, reviewStack({}, logs(1)))).toEqual([]);
  expect(found(RULE, reviewStack(logs(30), {}))).toEqual([]);
});

const selection = (name: string) =>
  resource('AWS::Backup::BackupSelection', {
    BackupPlanId: 'p',
    BackupSelection: { SelectionName: name, IamRoleArn: 'r' },
  });

test('a selection that leaves a backup plan is a hazard; a caution where another one comes', () => {
  expect(only(RULE, reviewStack({ A: selection('a') }, {}))).toMatchObject({ severity: 'hazard', logicalId: 'A' });
  expect(only(RULE, reviewStack({ A: selection('a') }, { B: selection('b') }))).toMatchObject({
    severity: 'caution',
    logicalId: 'A',
  });
});
