import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-pinned-zone';
const database = (MultiAZ: boolean | string, AvailabilityZone?: string) => ({
  Db: resource('AWS::RDS::DBInstance', { MultiAZ, ...(AvailabilityZone ? { AvailabilityZone } : {}) }),
});

test.each([true, 'true'])('flags a pinned zone under Multi-AZ: %j', (multiAz) => {
  expect(only(RULE, reviewStack(database(false, 'eu-west-1a'), database(multiAz, 'eu-west-1a')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db is Multi-AZ with AvailabilityZone "eu-west-1a": RDS refuses a zone for a Multi-AZ instance',
  });
});

test('leaves one of the two alone', () => {
  expect(found(RULE, reviewStack(database(false), database(true)))).toEqual([]);
  expect(found(RULE, reviewStack(database(false, 'eu-west-1a'), database('false', 'eu-west-1a')))).toEqual([]);
});
