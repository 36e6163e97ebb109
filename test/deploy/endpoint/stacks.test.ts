import { HOME } from '../support/assembly';
import { queue, topic } from '../support/chain';
import { actions, Simulation } from '../support/simulation';

test('an export in use is neither changed nor removed, and its stack is not deleted', () => {
  const simulation = new Simulation();
  const producer = (fifo: boolean, exported = true) => ({
    Resources: { Jobs: queue(fifo ? { FifoQueue: true } : {}) },
    Outputs: exported ? { Name: { Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] }, Export: { Name: 'jobs' } } } : {},
  });
  const consumer = { Resources: { News: topic({ 'Fn::ImportValue': 'jobs' }) } };
  expect(simulation.deploy('early', consumer).set.reason).toBe('No export named jobs found.');
  simulation.deploy('producer', producer(false));
  expect(simulation.deploy('consumer', consumer).status).toBe('CREATE_COMPLETE');
  const changed = simulation.deploy('producer', producer(true));
  expect(changed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(changed.events.find((e) => e.status === 'UPDATE_ROLLBACK_IN_PROGRESS')!.reason).toContain(
    'Export jobs cannot be updated as it is in use by consumer',
  );
  const removed = simulation.deploy('producer', producer(false, false));
  expect(removed.events.find((e) => e.status === 'UPDATE_ROLLBACK_IN_PROGRESS')!.reason).toContain(
    'Export jobs cannot be deleted as it is in use by consumer',
  );
  expect(simulation.destroy('producer').status).toBe('DELETE_FAILED');
  simulation.destroy('consumer');
  expect(simulation.destroy('producer').status).toBe('DELETE_COMPLETE');
});

test('Fn::GetStackOutput is read when its own stack is deployed, and goes stale in between', () => {
  const simulation = new Simulation();
  const west = { ...HOME, region: 'us-west-2' };
  const producer = (fifo: boolean) => ({
    Resources: { Jobs: queue(fifo ? { FifoQueue: true } : {}) },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } } },
  });
  const consumer = {
    Resources: {
      News: topic({ 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'Name', Region: 'us-west-2' } }),
    },
  };
  expect(simulation.deploy('early', consumer).set.reason).toContain('Stack with id producer does not exist');
  simulation.deploy('producer', producer(false), { scope: west });
  simulation.deploy('consumer', consumer);
  const name = () => simulation.resource('consumer', 'News').properties['DisplayName'];
  const first = name();
  expect(simulation.deploy('producer', producer(true), { scope: west }).status).toBe('UPDATE_COMPLETE');
  expect(name()).toBe(first);
  expect(simulation.deploy('consumer', consumer).log).toMatchObject([{ action: 'update', logicalId: 'News' }]);
  expect(name()).not.toBe(first);
});

test('nested stacks are created, updated, rolled back and deleted with their parent', () => {
  const simulation = new Simulation();
  const inner = (seconds: number) => ({
    Parameters: { Seconds: { Type: 'Number' } },
    Resources: { Jobs: queue({ DelaySeconds: { Ref: 'Seconds' }, MaximumMessageSize: 1024 + seconds }) },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] } } },
  });
  const outer = (seconds: number) => ({
    Resources: {
      Inner: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: {
          TemplateURL: simulation.upload('assets', `${seconds}.json`, inner(seconds)),
          Parameters: { Seconds: seconds },
        },
      },
      News: topic({ 'Fn::GetAtt': ['Inner', 'Outputs.Name'] }),
      Last: queue({ DelaySeconds: seconds }, { DependsOn: 'News' }),
    },
  });
  expect(actions(simulation.deploy('app', outer(1)).log)).toEqual(['create Jobs', 'create News', 'create Last']);
  const nested = Object.values(simulation.cloud.state.stacks).find((stack) => stack.parent !== undefined)!;
  expect(nested).toMatchObject({ status: 'CREATE_COMPLETE', parent: { logicalId: 'Inner' } });
  simulation.cloud.faults.push({ stack: 'app', logicalId: 'Last', times: 1 });
  const failed = simulation.deploy('app', outer(2));
  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(failed.set.changes.map((c) => c.logicalId)).toEqual(['Inner', 'News', 'Last']);
  expect(actions(failed.log)).toEqual(['update Jobs', 'undo update Jobs']);
  expect(nested.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(simulation.deploy('app', outer(2)).status).toBe('UPDATE_COMPLETE');
  expect(simulation.resource(nested.name, 'Jobs').properties).toEqual({ DelaySeconds: '2', MaximumMessageSize: 1026 });
  expect(simulation.destroy('app').status).toBe('DELETE_COMPLETE');
  expect(nested.status).toBe('DELETE_COMPLETE');
  expect(simulation.cloud.state.resources).toEqual({});
});

test('a change set does not read the outputs of other stacks, and plans for another value', () => {
  const simulation = new Simulation();
  simulation.deploy('network', {
    Resources: { Jobs: queue() },
    Outputs: { Name: { Value: { 'Fn::GetAtt': ['Jobs', 'QueueName'] }, Export: { Name: 'name' } } },
  });
  const weak = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Name' } };
  const app = (name: unknown, delay?: string) => ({
    Resources: {
      Copy: queue({ QueueName: { 'Fn::Sub': ['${Name}-copy', { Name: name }] }, DelaySeconds: delay }),
      Named: topic('t', { Properties: { TopicName: { 'Fn::GetAtt': ['Copy', 'QueueName'] } } }),
    },
  });
  const seconds = (value: string) => app(weak, value);
  simulation.deploy('app', seconds('1'));
  const { set, log, status } = simulation.deploy('app', seconds('2'));
  expect(set.changes.map((change) => [change.logicalId, change.replacement])).toEqual([
    ['Copy', 'Conditional'],
    ['Named', 'Conditional'],
  ]);
  expect(set.changes[0]!.details).toEqual([
    expect.objectContaining({ name: 'DelaySeconds', evaluation: 'Static', recreation: 'Never' }),
    expect.objectContaining({
      name: 'QueueName',
      evaluation: 'Dynamic',
      recreation: 'Always',
      after: '{{changeSet:KNOWN_AFTER_APPLY}}-copy',
    }),
  ]);
  // Executed, it finds the value that it had.
  expect([status, actions(log)]).toEqual(['UPDATE_COMPLETE', ['update Copy']]);
  expect(simulation.deploy('app', { ...seconds('2'), Description: 'words' }).set.changes).toEqual([]);

  simulation.destroy('app');
  simulation.deploy('strong', app({ 'Fn::ImportValue': 'name' }, '1'));
  const weakened = simulation.deploy('strong', app(weak, '1')).set;
  expect(weakened.changes.map((change) => [change.logicalId, change.replacement])).toEqual([
    ['Copy', 'Conditional'],
    ['Named', 'Conditional'],
  ]);
});
