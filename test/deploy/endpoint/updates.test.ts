import { chain, queue, topic } from '../support/chain';
import { actions, Simulation } from '../support/simulation';

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

test('equal histories give equal identifiers', () => {
  const ids = () => {
    const simulation = new Simulation();
    simulation.deploy('app', chain(false));
    simulation.deploy('app', chain(true));
    return Object.values(simulation.cloud.state.resources).map((r) => r.physicalId);
  };
  expect(ids()).toEqual(ids());
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

test('a revision that takes the place of another has an ARN of its own, so that what refers to it follows', () => {
  const simulation = new Simulation();
  const template = (memory: string) => ({
    Resources: {
      Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'web', Memory: memory } },
      Service: { Type: 'AWS::ECS::Service', Properties: { Cluster: 'c', TaskDefinition: { Ref: 'Task' } } },
    },
  });
  simulation.deploy('app', template('512'));
  const { log } = simulation.deploy('app', template('1024'));
  expect(actions(log)).toEqual(['replace Task', 'update Service', 'delete Task']);
  expect(simulation.resource('app', 'Task').physicalId).toMatch(/:task-definition\/web:\d+$/);
});
