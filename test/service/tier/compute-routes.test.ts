import { Compute } from '../../../lib/service/tier/compute';
import { Resource } from '../../../review/model';
import { buildTier, KindName, KINDS, NAMES } from './compute-fixture';

type Resources = Record<string, Resource>;

const made = new Map<string, Resources>();
function resourcesOf(name: string, compute: () => Compute): Resources {
  const found = made.get(name) ?? (buildTier(compute()).template.toJSON().Resources as Resources);
  made.set(name, found);
  return found;
}

const alone = (kind: KindName) => resourcesOf(kind, () => KINDS[kind]());
const preparing = (from: KindName, to: KindName) =>
  resourcesOf(`${from}>${to}`, () => KINDS[from]().preparing(KINDS[to]()));
const moving = (from: KindName, to: KindName) =>
  resourcesOf(`${to}<${from}`, () => KINDS[to]().movingFrom(KINDS[from]()));

const of = (resources: Resources, type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const textOf = (value: unknown) => JSON.stringify(value ?? null);

/** What CloudFormation makes before a resource, and takes away after it. */
function before(resources: Resources, id: string, seen = new Set<string>()): Set<string> {
  const resource = resources[id];
  if (!resource) return seen;
  const named = [resource.DependsOn ?? []].flat();
  const referred = Object.keys(resources).filter((other) =>
    new RegExp(`"(Ref|Fn::GetAtt)":(\\[?)"${other}"`).test(textOf(resource.Properties)),
  );
  for (const other of [...named, ...referred])
    if (!seen.has(other)) {
      seen.add(other);
      before(resources, other, seen);
    }
  return seen;
}

interface Answer {
  readonly rule: string;
  /** The compute that stands in the target groups of the rule. */
  readonly compute: string[];
}

/** The rule that a user's request finds, and who answers it. */
function answer(resources: Resources): Answer {
  const [listener] = of(resources, 'AWS::ElasticLoadBalancingV2::Listener').find(
    ([, { Properties }]) => Properties?.Port === 80,
  )!;
  const [rule, { Properties }] = of(resources, 'AWS::ElasticLoadBalancingV2::ListenerRule')
    .filter(([, one]) => textOf(one.Properties?.ListenerArn).includes(listener))
    .sort(([, a], [, b]) => Number(a.Properties!.Priority) - Number(b.Properties!.Priority))[0]!;
  const groups = of(resources, 'AWS::ElasticLoadBalancingV2::TargetGroup')
    .map(([id]) => id)
    .filter((id) => textOf(Properties!.Actions).includes(`"${id}"`));
  const stands = (text: string) => groups.some((group) => text.includes(`"${group}"`));
  const compute = [
    ...of(resources, 'AWS::ECS::Service').filter(([, one]) => stands(textOf(one.Properties!.LoadBalancers))),
    ...of(resources, 'AWS::AutoScaling::AutoScalingGroup').filter(([, one]) =>
      stands(textOf(one.Properties!.TargetGroupARNs)),
    ),
    ...of(resources, 'AWS::Lambda::Alias').filter(([alias]) =>
      groups.some((group) => textOf(resources[group]!.Properties!.Targets).includes(`"${alias}"`)),
    ),
  ].map(([id]) => id);
  return { rule, compute };
}

const KIND_OF: Record<string, KindName> = {
  'AWS::ECS::Service': 'containers',
  'AWS::AutoScaling::AutoScalingGroup': 'instances',
  'AWS::Lambda::Alias': 'functions',
};
const kindsAnswering = (resources: Resources) => answer(resources).compute.map((id) => KIND_OF[resources[id]!.Type]);

/** What is there when CloudFormation has made what is new, and has not yet taken away what is old. */
const between = (from: Resources, to: Resources): Resources => ({ ...from, ...to });

const pairs = NAMES.flatMap((from) => NAMES.filter((to) => to !== from).map((to) => [from, to] as const));

test.each(NAMES)('users of %s reach it', (kind) => {
  expect(kindsAnswering(alone(kind))).toEqual([kind]);
});

describe.each(pairs)('from %s to %s', (from, to) => {
  test('users reach the old until the new is prepared, then the new', () => {
    expect(kindsAnswering(preparing(from, to))).toEqual([from]);
    expect(kindsAnswering(moving(from, to))).toEqual([to]);
    expect(kindsAnswering(alone(to))).toEqual([to]);
  });

  const steps = (): [string, Resources, Resources][] => [
    ['prepare', alone(from), preparing(from, to)],
    ['move', preparing(from, to), moving(from, to)],
    ['remove', moving(from, to), alone(to)],
    ['back', moving(from, to), preparing(from, to)],
    ['at once', alone(from), alone(to)],
  ];

  test.each(steps().map(([name], index) => [name, index] as const))('%s: somebody always answers', (_, index) => {
    const [, start, end] = steps()[index]!;
    const middle = between(start, end);
    for (const state of [start, middle, end]) expect(answer(state).compute.length).toBeGreaterThan(0);
    // A rule that takes users is made when its compute is there…
    const taking = answer(middle);
    if (!(taking.rule in start) && !/ProductionRule/.test(taking.rule))
      expect([...before(end, taking.rule)]).toEqual(expect.arrayContaining(taking.compute));
    // … and goes before it does.
    const leaving = answer(start);
    if (!(leaving.rule in end) && answer(middle).rule === leaving.rule)
      expect([...before(start, leaving.rule)]).toEqual(expect.arrayContaining(leaving.compute));
    // What answers after the rule went is there by then.
    for (const id of answer(end).compute) expect(middle).toHaveProperty(id);
  });

  test('what moves the users is a rule and nothing else of the load balancer', () => {
    const [a, b] = [preparing(from, to), moving(from, to)];
    const changed = Object.keys({ ...a, ...b }).filter((id) => textOf(a[id]?.Properties) !== textOf(b[id]?.Properties));
    const types = [...new Set(changed.map((id) => (a[id] ?? b[id])!.Type))];
    expect(types).toEqual(['AWS::ElasticLoadBalancingV2::ListenerRule']);
    for (const id of changed) expect(id).toMatch(/UsersRoute/);
  });
});

test('a group of instances is asked its health from its first instance on, and answers users after they all said so', () => {
  const resources = alone('instances');
  const [[group, properties]] = of(resources, 'AWS::AutoScaling::AutoScalingGroup') as [[string, Resource]];
  expect([...before(resources, group)]).toEqual(expect.arrayContaining([expect.stringMatching(/TestRoute/)]));
  expect(properties).toMatchObject({ CreationPolicy: { ResourceSignal: { Count: 2, Timeout: 'PT15M' } } });
});

test('the rules of a listener have priorities of their own', () => {
  for (const [from, to] of pairs) {
    const rules = of(moving(from, to), 'AWS::ElasticLoadBalancingV2::ListenerRule').map(
      ([, { Properties }]) => `${textOf(Properties!.ListenerArn)} ${String(Properties!.Priority)}`,
    );
    expect(new Set(rules).size).toBe(rules.length);
  }
});
