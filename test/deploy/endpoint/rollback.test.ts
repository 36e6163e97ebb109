import { rollBack } from '../engine/operation';
import { chain, queue, topic } from '../support/chain';
import { actions, Simulation } from '../support/simulation';

test('a failure in the middle rolls back to what was, and the retry succeeds', () => {
  const simulation = new Simulation();
  simulation.deploy('app', chain(false));
  const before = structuredClone(simulation.cloud.state.resources);
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'Copy', times: 1 });
  const next = chain(true);
  const grown = { Resources: { ...next.Resources, Late: queue(), Early: queue({ DelaySeconds: 3 }) } };
  const failed = simulation.deploy('app', grown);
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.stack.reason).toBeUndefined();
  expect(actions(failed.log)).toEqual(['replace Jobs', 'update News', 'undo update News', 'undo delete Jobs']);
  expect(failed.events.filter((e) => e.status === 'UPDATE_FAILED').map((e) => e.logicalId)).toEqual(['Copy']);
  expect(simulation.cloud.state.resources).toEqual(before);
  expect(failed.stack.templateBody).toBe(JSON.stringify(chain(false)));
  expect(simulation.deploy('app', grown).status).toBe('UPDATE_COMPLETE');
});

test('a failed creation is rolled back; what it retains is in the way of the next attempt', () => {
  const simulation = new Simulation();
  const template = (policy: string) => ({
    Resources: {
      Keep: queue({ QueueName: 'fixed' }, { DeletionPolicy: policy }),
      Then: queue({}, { DependsOn: 'Keep' }),
    },
  });
  const attempt = (name: string, policy: string) => {
    simulation.cloud.faults.push({ stack: name, logicalId: 'Then', times: 1 });
    const { status, log } = simulation.deploy(name, template(policy));
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(() => simulation.deploy(name, template(policy))).toThrow(
      'is in ROLLBACK_COMPLETE state and can not be updated',
    );
    simulation.destroy(name);
    return actions(log);
  };
  expect(attempt('a', 'RetainExceptOnCreate')).toEqual(['create Keep', 'undo delete Keep']);
  expect(simulation.deploy('a', template('RetainExceptOnCreate')).status).toBe('CREATE_COMPLETE');
  simulation.destroy('a');
  for (const r of Object.values(simulation.cloud.state.resources)) delete simulation.cloud.state.resources[r.uid];
  expect(attempt('b', 'Retain')).toEqual(['create Keep', 'undo retain Keep']);
  const retry = simulation.deploy('b', template('Retain'));
  expect(retry.status).toBe('ROLLBACK_COMPLETE');
  expect(retry.events.find((e) => e.status === 'CREATE_FAILED')!.reason).toContain('fixed already exists');
});

test('without rollback the stack stays as it is, goes on from there, and cleans up in the end', () => {
  const simulation = new Simulation();
  simulation.deploy('app', chain(false));
  const old = simulation.resource('app', 'Jobs').physicalId;
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'Copy', times: 1 });
  expect(simulation.deploy('app', chain(true), { disableRollback: true }).status).toBe('UPDATE_FAILED');
  expect(simulation.exists(old)).toBe(true);
  const { status, log } = simulation.deploy('app', chain(true));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(actions(log)).toEqual(['replace Copy', 'delete Copy', 'delete Jobs']);
  expect(simulation.exists(old)).toBe(false);
});

test('a deletion that fails leaves what it needs, and can be tried again', () => {
  const simulation = new Simulation();
  simulation.deploy('app', { Resources: { A: queue(), B: topic({ 'Fn::GetAtt': ['A', 'QueueName'] }), C: queue() } });
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'B', times: 1 });
  const stack = simulation.destroy('app');
  expect(stack.status).toBe('DELETE_FAILED');
  expect(stack.reason).toBe('The following resource(s) failed to delete: [B]. ');
  expect(Object.keys(stack.resources).sort()).toEqual(['A', 'B']);
  expect(simulation.destroy('app').status).toBe('DELETE_COMPLETE');
});

test('a rollback that a service refuses stops, and goes on without the resource', () => {
  const simulation = new Simulation();
  const template = (storage: string, more: object = {}) => ({
    Resources: {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', AllocatedStorage: storage },
      },
      ...more,
    },
  });
  simulation.deploy('app', template('20'));
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'Late', times: 1 });
  const { stack } = simulation.deploy('app', template('40', { Late: queue({}, { DependsOn: 'Db' }) }));
  expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
  expect(stack.reason).toContain('Requested storage size (20) cannot be less than the current storage size (40).');
  expect(() => simulation.deploy('app', template('40'))).toThrow('is in UPDATE_ROLLBACK_FAILED state');
  rollBack(simulation.cloud, stack, 'User Initiated', ['Db']);
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(simulation.resource('app', 'Db').properties['AllocatedStorage']).toBe('40');
});

test('shards that were added online stay when the update is rolled back', () => {
  const simulation = new Simulation();
  const template = (shards: number, description: string, more: object = {}) => ({
    Resources: {
      Cache: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        UpdatePolicy: { UseOnlineResharding: true },
        Properties: { ReplicationGroupDescription: description, NumNodeGroups: shards },
      },
      ...more,
    },
  });
  simulation.deploy('app', template(1, 'one'));
  const cache = simulation.resource('app', 'Cache');
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'Late', times: 1 });
  const late = { Late: queue({}, { DependsOn: 'Cache' }) };
  expect(simulation.deploy('app', template(2, 'two', late)).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(simulation.resource('app', 'Cache').physicalId).toBe(cache.physicalId);
  expect(simulation.resource('app', 'Cache').properties).toEqual({
    ReplicationGroupDescription: 'one',
    NumNodeGroups: 2,
  });
});
