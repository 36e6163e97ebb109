import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'aurora-instance-group';
const aurora = (EngineVersion: string, group: unknown, cluster: object = {}) => ({
  Shop: resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql', EngineVersion, ...cluster }),
  Writer: resource('AWS::RDS::DBInstance', {
    DBClusterIdentifier: { Ref: 'Shop' },
    ...(group === undefined ? {} : { DBParameterGroupName: group }),
  }),
});

test('says which instances have a group, and what the cluster lacks', () => {
  expect(only(RULE, reviewStack(aurora('15.7', { Ref: 'G15' }), aurora('16.4', { Ref: 'G16' })))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Shop',
    message:
      'AWS::RDS::DBCluster Shop is refused: it goes from aurora-postgresql15 to aurora-postgresql16, its instances have a parameter group of their own (Writer), and the cluster names no DBInstanceParameterGroupName for the upgrade',
  });
});

test.each([
  ['a cluster that names the group', aurora('16.4', { Ref: 'G16' }, { DBInstanceParameterGroupName: { Ref: 'G16' } })],
  ['a minor version', aurora('15.8', { Ref: 'G15' })],
])('leaves %s alone', (_, after) => {
  expect(found(RULE, reviewStack(aurora('15.7', { Ref: 'G15' }), after))).toEqual([]);
});

test('leaves instances with the default group alone', () => {
  expect(found(RULE, reviewStack(aurora('15.7', undefined), aurora('16.4', undefined)))).toEqual([]);
  expect(found(RULE, reviewStack(aurora('15.7', 'default.aurora-postgresql15'), aurora('16.4', undefined)))).toEqual(
    [],
  );
});
