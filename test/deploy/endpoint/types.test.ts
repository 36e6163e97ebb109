import { HOME } from '../support/assembly';
import { group, instances, Life, LIVES } from '../support/lives';
import { att, distribution, net, origin, r, ref } from '../support/resources';
import { actions, Simulation } from '../support/simulation';

const OTHER = { Other: r('AWS::SQS::Queue') };

function outputsOf(tells: Life['tells']): object {
  const entries = Object.keys(tells).map((name) => [
    name.replaceAll('.', ''),
    { Value: name === 'Ref' ? ref('X') : att('X', name) },
  ]);
  return Object.fromEntries(entries) as object;
}

describe.each(LIVES)('$type', ({ type, around, properties, tells, updated, replaced }) => {
  const simulation = new Simulation();
  const deploy = (X?: object) =>
    simulation.deploy('app', {
      Resources: { ...around, ...OTHER, ...(X && { X: r(type, X) }) },
      ...(X && { Outputs: outputsOf(tells) }),
    });
  const idOf = () => simulation.resource('app', 'X').uid;
  const exists = (uid: string) => uid in simulation.cloud.state.resources;

  test('is created, and tells what it is', () => {
    const { status, stack } = deploy(properties);
    expect(status).toBe('CREATE_COMPLETE');
    const told = Object.fromEntries(stack.outputs.map(({ key, value }) => [key, value]));
    for (const [name, form] of Object.entries(tells)) expect(told[name.replaceAll('.', '')]).toMatch(form);
  });

  test('is updated in place', () => {
    const id = idOf();
    const { status, log } = deploy(updated);
    expect(status).toBe('UPDATE_COMPLETE');
    expect(actions(log)).toEqual(['update X']);
    expect(idOf()).toBe(id);
  });

  test('comes back to what it was when the update fails later', () => {
    const before = structuredClone(simulation.resource('app', 'X'));
    simulation.cloud.faults.push({ stack: 'app', logicalId: 'Late', times: 1 });
    const Resources = {
      ...around,
      ...OTHER,
      X: r(type, properties),
      Late: r('AWS::SQS::Queue', {}, { DependsOn: 'X' }),
    };
    const { status } = simulation.deploy('app', { Resources, Outputs: outputsOf(tells) });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(simulation.resource('app', 'X')).toMatchObject({ uid: before.uid, properties: before.properties });
    // Nothing is left to do: it is as the update before left it.
    expect(deploy(updated).status).toBe('FAILED');
  });

  if (replaced !== undefined)
    test('is replaced, the old one after the new one', () => {
      const id = idOf();
      const { status, log } = deploy(replaced);
      expect(status).toBe('UPDATE_COMPLETE');
      expect(actions(log)).toEqual(['replace X', 'delete X']);
      expect(idOf()).not.toBe(id);
      expect(exists(id)).toBe(false);
    });

  test('is deleted when it leaves the template', () => {
    const id = idOf();
    const { status, log } = deploy();
    expect(status).toBe('UPDATE_COMPLETE');
    expect(actions(log)).toEqual(['delete X']);
    expect(exists(id)).toBe(false);
  });

  test('goes with its stack', () => {
    deploy(properties);
    const { status } = simulation.destroy('app');
    expect(status).toBe('DELETE_COMPLETE');
  });
});

describe('a stack in a second Region', () => {
  const AWAY = { ...HOME, region: 'eu-west-1' };
  const home = (more: object = {}) => ({
    Resources: { K: r('AWS::KMS::Key', { KeyPolicy: {}, MultiRegion: true, ...more }) },
    Outputs: { Arn: { Value: att('K', 'Arn') } },
  });
  const away = (Description: string) => ({
    Resources: {
      Copy: r('AWS::KMS::ReplicaKey', {
        KeyPolicy: {},
        Description,
        PrimaryKeyArn: { 'Fn::GetStackOutput': { StackName: 'home', OutputName: 'Arn', Region: 'us-east-1' } },
      }),
    },
    Outputs: { Id: { Value: ref('Copy') }, Arn: { Value: att('Copy', 'Arn') } },
  });

  test('has a replica of a key, under its ID and in its own Region, that is updated and goes', () => {
    const simulation = new Simulation();
    simulation.deploy('home', home());
    const id = simulation.resource('home', 'K').physicalId;
    const { status, stack } = simulation.deploy('away', away('one'), { scope: AWAY });
    expect(status).toBe('CREATE_COMPLETE');
    expect(stack.outputs.map(({ value }) => value)).toEqual([id, `arn:aws:kms:eu-west-1:111111111111:key/${id}`]);
    expect(actions(simulation.deploy('away', away('two'), { scope: AWAY }).log)).toEqual(['update Copy']);
    expect(simulation.destroy('away', AWAY).status).toBe('DELETE_COMPLETE');
    expect(simulation.resource('home', 'K').physicalId).toBe(id);
  });

  test('is another stack than the one of its name at home', () => {
    const simulation = new Simulation();
    simulation.deploy('app', { Resources: OTHER });
    simulation.deploy('app', { Resources: { ...OTHER, More: r('AWS::SQS::Queue') } }, { scope: AWAY });
    expect(simulation.destroy('app', AWAY).status).toBe('DELETE_COMPLETE');
    expect(simulation.resource('app', 'Other').region).toBe('us-east-1');
  });
});

test('a distribution that sends to another VPC origin lets go of the first, which then can be deleted', () => {
  const simulation = new Simulation();
  const to = (name: string) => {
    const { Type, Properties } = distribution();
    const text = JSON.stringify(Properties).replaceAll('"Origin"', JSON.stringify(name));
    return r(Type, JSON.parse(text) as object);
  };
  simulation.deploy('app', { Resources: { One: origin('one'), D: to('One') } });
  const [first, site] = ['One', 'D'].map((id) => simulation.resource('app', id).physicalId);
  const { status, log } = simulation.deploy('app', { Resources: { Two: origin('two'), D: to('Two') } });
  expect([status, actions(log)]).toEqual(['UPDATE_COMPLETE', ['create Two', 'update D', 'delete One']]);
  expect(simulation.exists(first!)).toBe(false);
  expect(simulation.resource('app', 'D').physicalId).toBe(site);
});

test('a new version of a launch template reaches its group in place', () => {
  const simulation = new Simulation();
  const of = (type: string) => ({
    Resources: {
      ...net,
      L: r('AWS::EC2::LaunchTemplate', instances(type)),
      G: r('AWS::AutoScaling::AutoScalingGroup', group),
    },
  });
  simulation.deploy('app', of('t4g.small'));
  expect(actions(simulation.deploy('app', of('t4g.large')).log)).toEqual(['update L', 'update G']);
});
