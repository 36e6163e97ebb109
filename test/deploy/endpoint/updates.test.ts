import { rollBack } from '../engine/operation';
import { actions, Simulation } from '../support/simulation';

const queue = (properties: object = {}, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...more,
});
const topic = (displayName: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties: { DisplayName: displayName },
  ...more,
});

/** Whether a queue is first-in first-out is a one-way door; the log group's name follows the queue's. */
const chain = (fifo: boolean) => ({
  Resources: {
    Jobs: queue(fifo ? { FifoQueue: true } : {}),
    News: topic({ 'Fn::GetAtt': ['Jobs', 'QueueName'] }),
    Copy: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/of/${Jobs.QueueName}' } } },
    Alone: topic('alone'),
  },
});

test('an update in place, and nothing to do', () => {
  const simulation = new Simulation();
  const template = (seconds: number) => ({ Resources: { Jobs: queue({ DelaySeconds: seconds }) } });
  const created = simulation.deploy('app', template(1));
  expect(created.status).toBe('CREATE_COMPLETE');
  const physicalId = simulation.resource('app', 'Jobs').physicalId;
  const updated = simulation.deploy('app', template(2));
  expect(actions(updated.log)).toEqual(['update Jobs']);
  expect(updated.set.changes).toMatchObject([
    {
      logicalId: 'Jobs',
      action: 'Modify',
      replacement: 'False',
      details: [{ name: 'DelaySeconds', before: '1', after: '2', recreation: 'Never' }],
    },
  ]);
  expect(simulation.resource('app', 'Jobs').physicalId).toBe(physicalId);
  const idle = simulation.deploy('app', { ...template(2), Description: 'only words' });
  expect(idle.set.reason).toBe(
    "The submitted information didn't contain changes. Submit different information to create a change set.",
  );
  expect(idle.stack.status).toBe('UPDATE_COMPLETE');
});

test('a replacement cascades to those whose new values replace them, and only to those', () => {
  const simulation = new Simulation();
  simulation.deploy('app', chain(false));
  const { set, log, status } = simulation.deploy('app', chain(true));
  expect(status).toBe('UPDATE_COMPLETE');
  expect(set.changes.map((c) => [c.logicalId, c.replacement])).toEqual([
    ['Jobs', 'True'],
    ['News', 'False'],
    ['Copy', 'Conditional'],
  ]);
  expect(set.changes[2]!.details[0]).toMatchObject({
    evaluation: 'Dynamic',
    recreation: 'Always',
    source: 'ResourceAttribute',
    causingEntity: 'Jobs.QueueName',
  });
  // New ones first, old ones deleted last and in reverse.
  expect(actions(log)).toEqual(['replace Jobs', 'update News', 'replace Copy', 'delete Copy', 'delete Jobs']);
});

test('what a template no longer has is deleted last, or kept as its policy says', () => {
  const simulation = new Simulation();
  const kept = (policy: string) => topic(policy, { DeletionPolicy: policy });
  simulation.deploy('app', {
    Resources: {
      A: topic('a'),
      B: topic({ 'Fn::GetAtt': ['A', 'TopicName'] }),
      C: kept('Retain'),
      D: topic('d'),
      E: kept('RetainExceptOnCreate'),
    },
  });
  const id = simulation.resource('app', 'C').physicalId;
  const { log } = simulation.deploy('app', { Resources: { D: topic('d2') } });
  expect(actions(log)).toEqual(['update D', 'retain E', 'retain C', 'delete B', 'delete A']);
  const orphan = Object.values(simulation.cloud.state.resources).find((r) => r.physicalId === id);
  expect(orphan).toMatchObject({ owner: undefined, orphaned: 'kept by its Retain policy' });
});

test('UpdateReplacePolicy keeps the replaced resource; a database without a policy goes with a snapshot', () => {
  const simulation = new Simulation();
  const template = (fifo: boolean) => ({
    Resources: { Jobs: queue(fifo ? { FifoQueue: true } : {}, { UpdateReplacePolicy: 'Retain' }) },
  });
  simulation.deploy('app', template(false));
  const old = simulation.resource('app', 'Jobs').physicalId;
  const { log, set } = simulation.deploy('app', template(true));
  expect(actions(log)).toEqual(['replace Jobs', 'retain Jobs']);
  expect(set.changes[0]).toMatchObject({ replacement: 'True', policyAction: 'ReplaceAndRetain' });
  expect(simulation.exists(old)).toBe(true);
  const database = {
    Type: 'AWS::RDS::DBInstance',
    Properties: { DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', AllocatedStorage: '20' },
  };
  simulation.deploy('db', { Resources: { T: topic('t'), Db: database } });
  expect(simulation.deploy('db', { Resources: { T: topic('t') } }).set.changes).toMatchObject([
    { action: 'Remove', policyAction: 'Snapshot' },
  ]);
});

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

test('a logical ID keeps its type, and a protected stack is not deleted', () => {
  const simulation = new Simulation();
  const { stack } = simulation.deploy('app', { Resources: { A: queue() } });
  expect(() => simulation.deploy('app', { Resources: { A: topic('a') } })).toThrow(
    'Update of resource type is not permitted. The new template modifies resource type of the following resources: [A]',
  );
  stack.terminationProtection = true;
  expect(() => simulation.destroy('app')).toThrow('cannot be deleted while TerminationProtection is enabled');
});

test('the tags of a stack reach what can be tagged', () => {
  const simulation = new Simulation();
  const template = {
    Resources: { A: queue(), B: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: ['q'], PolicyDocument: {} } } },
  };
  simulation.deploy('app', template, { tags: { team: 'one' } });
  const { log, set } = simulation.deploy('app', template, { tags: { team: 'two' } });
  expect(actions(log)).toEqual(['update A']);
  expect(set.changes).toMatchObject([{ logicalId: 'A', replacement: 'False', details: [{ attribute: 'Tags' }] }]);
  expect(simulation.resource('app', 'A').stackTags).toEqual({ team: 'two' });
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

test('equal histories give equal identifiers', () => {
  const ids = () => {
    const simulation = new Simulation();
    simulation.deploy('app', chain(false));
    simulation.deploy('app', chain(true));
    return Object.values(simulation.cloud.state.resources).map((r) => r.physicalId);
  };
  expect(ids()).toEqual(ids());
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

test('who refers to the version of a launch template follows it', () => {
  const simulation = new Simulation();
  const template = (instanceType: string) => ({
    Resources: {
      Template: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: { InstanceType: instanceType } },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '1',
          MaxSize: '2',
          LaunchTemplate: {
            LaunchTemplateId: { Ref: 'Template' },
            Version: { 'Fn::GetAtt': ['Template', 'LatestVersionNumber'] },
          },
        },
      },
    },
  });
  simulation.deploy('app', template('m8g.large'));
  const { log, set } = simulation.deploy('app', template('m8g.xlarge'));
  expect(actions(log)).toEqual(['update Template', 'update Group']);
  expect(set.changes.map((change) => change.replacement)).toEqual(['False', 'False']);
  expect(simulation.resource('app', 'Group').properties['LaunchTemplate']).toMatchObject({ Version: '2' });
});
