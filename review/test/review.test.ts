import fc from 'fast-check';
import { countActions, countFindings } from '../compare/counts';
import { Assembly, Resource } from '../model';
import { review } from '../review';
import { assembly, changeOf, resource, reviewStack } from './support';

const labels = { from: 'one', to: 'ten' };
const bucket = (name: string) => resource('AWS::S3::Bucket', { BucketName: name });
const group = (vpc: unknown) => resource('AWS::EC2::SecurityGroup', { GroupDescription: 'x', VpcId: vpc });

describe('a review', () => {
  const before = assembly({
    data: { Bucket: bucket('a'), Old: resource('AWS::DynamoDB::Table'), Queue: resource('AWS::SQS::Queue') },
    app: {
      Topic: resource('AWS::SNS::Topic', { DisplayName: 'a' }),
      Kept: { ...bucket('k'), DeletionPolicy: 'Retain' },
    },
  });
  const after = assembly({
    data: { Bucket: bucket('b'), Queue: resource('AWS::SQS::Queue', { DelaySeconds: 1 }) },
    app: { Topic: resource('AWS::SNS::Topic', { DisplayName: 'b' }), New: resource('AWS::IAM::Role') },
    more: { Old: resource('AWS::DynamoDB::Table') },
  });
  const found = review(before, after, labels);

  test('carries its labels, its verdict and its stacks in order', () => {
    expect(found).toMatchObject({ ...labels, verdict: 'hazard' });
    expect(found.stacks.map(({ name, region }) => `${name} ${region}`)).toEqual([
      'app eu-west-1',
      'data eu-west-1',
      'more eu-west-1',
    ]);
  });

  test('counts what it has', () => {
    expect(countActions(found)).toEqual({ create: 2, update: 2, replace: 1, destroy: 0, orphan: 1, move: 1 });
    const counts = (['hazard', 'caution', 'note'] as const).map((severity) => countFindings(found, severity));
    expect(counts.reduce((sum, count) => sum + count)).toBe(found.findings.length);
    expect(counts[0]).toBeGreaterThan(0);
  });

  test('has the gravest findings first, and each with its rule and source', () => {
    const order = found.findings.map(({ severity }) => ['hazard', 'caution', 'note'].indexOf(severity));
    expect(order).toEqual([...order].sort());
    for (const finding of found.findings) {
      expect(finding).toEqual({
        rule: expect.stringMatching(/^[a-z-]+$/),
        severity: expect.any(String),
        mechanism: expect.stringMatching(/^[a-z-]+$/),
        stack: expect.any(String),
        logicalId: expect.any(String),
        path: expect.any(String),
        message: expect.any(String),
        remedy: expect.any(String),
        source: expect.stringMatching(/^https:/),
      });
    }
  });

  test('is the same whatever was reviewed before, and in whatever order the stacks and resources come', () => {
    const turned = (one: Assembly): Assembly => ({
      ...one,
      stacks: [...one.stacks].reverse().map((stack) => ({
        ...stack,
        template: { Resources: Object.fromEntries(Object.entries(stack.template.Resources).reverse()) },
      })),
    });
    review(after, before, labels);
    review(before, before, labels);
    expect(review(before, after, labels)).toEqual(found);
    expect(JSON.stringify(review(turned(before), turned(after), labels))).toEqual(JSON.stringify(found));
  });

  test('leaves what it is given as it was', () => {
    const copy = JSON.stringify([before, after]);
    review(before, after, labels);
    expect(JSON.stringify([before, after])).toBe(copy);
  });

  test('of an assembly and itself is safe and empty', () => {
    expect(review(before, before, labels)).toEqual({ ...labels, verdict: 'safe', stacks: [], findings: [] });
  });

  test('is safe where things are only created and updated', () => {
    const grown = reviewStack({ Bucket: bucket('a') }, { Bucket: bucket('a'), Topic: resource('AWS::SNS::Topic') });
    expect(grown.verdict).toBe('safe');
  });
});

describe('stacks that are the same', () => {
  const open = (region: string, account: string, resources: Record<string, Resource>) =>
    assembly({ app: { template: { Resources: resources }, region, account } });

  test('may have their environment left open on one side', () => {
    const found = review(
      open('unknown-region', 'unknown-account', { Bucket: bucket('a') }),
      open('eu-west-1', '111111111111', { Bucket: bucket('a') }),
      labels,
    );
    expect(found).toMatchObject({ verdict: 'safe', stacks: [] });
  });

  test('are told apart by Region where both assemblies, or one of them, have several', () => {
    const [paris, virginia] = ['eu-west-3', 'us-east-1'].map((region) => ({
      name: 'app',
      region,
      template: { Resources: { Bucket: bucket(region) } },
    }));
    const found = review(
      assembly({ app: paris }),
      assembly({ 'app@eu-west-3': paris, 'app@us-east-1': virginia }),
      labels,
    );
    expect(
      found.stacks.map(({ name, region, changes }) => [name, region, changes.map(({ action }) => action)]),
    ).toEqual([['app@us-east-1', 'us-east-1', ['create']]]);
  });

  test('keep their nested stacks and dependencies when they are renamed', () => {
    const nested = resource('AWS::CloudFormation::Stack', { TemplateURL: 'x' });
    const from = assembly({ app: { Inner: nested }, 'app/Inner': { Bucket: bucket('a') } });
    const moved = { ...from, stacks: from.stacks.map((stack) => ({ ...stack, region: 'us-east-1' })) };
    const found = review(from, moved, labels);
    expect(changeOf(found, 'Bucket', 'app@eu-west-1/Inner')).toMatchObject({
      action: 'move',
      movedTo: 'app@us-east-1/Inner/Bucket',
    });
  });
});

describe('properties', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    fc.constantFrom({ Ref: 'R0' }, { Ref: 'R1' }, { 'Fn::GetAtt': ['R2', 'Arn'] }),
  );
  const some = fc.oneof(
    fc.record({ BucketName: value }, { requiredKeys: [] }).map((set) => resource('AWS::S3::Bucket', set)),
    fc
      .record({ VpcId: value, GroupDescription: value, Tags: fc.array(value) }, { requiredKeys: [] })
      .map((set) => resource('AWS::EC2::SecurityGroup', set)),
    fc
      .record({ MultiAZ: fc.boolean(), Port: value, SourceDBInstanceIdentifier: value }, { requiredKeys: [] })
      .map((set) => resource('AWS::RDS::DBInstance', set)),
  );
  const stack = fc
    .array(some, { maxLength: 4 })
    .map((list) => Object.fromEntries(list.map((one, i): [string, Resource] => [`R${i}`, one])));

  /** Spells scalars as strings and turns the order of keys round, which CloudFormation does not notice. */
  function respell(one: unknown): unknown {
    if (Array.isArray(one)) return one.map(respell);
    if (typeof one !== 'object' || one === null) return String(one);
    return Object.fromEntries(
      Object.entries(one)
        .reverse()
        .map(([key, inner]) => [key, respell(inner)]),
    );
  }

  test('another spelling is no change', () => {
    fc.assert(fc.property(stack, (one) => expect(reviewStack(one, respell(one) as typeof one).stacks).toEqual([])));
  });

  test('a resource that goes is never left out, and what holds data is a hazard', () => {
    fc.assert(
      fc.property(stack, stack, (before, after) => {
        const found = reviewStack(before, after);
        for (const [id, { Type }] of Object.entries(before)) {
          if (Object.hasOwn(after, id) && after[id].Type === Type) continue;
          const change = changeOf(found, id);
          expect(change.action).toBe(Object.hasOwn(after, id) ? 'replace' : 'destroy');
          if (change.durability === 'durable') expect(found.verdict).toBe('hazard');
        }
      }),
    );
  });

  test('whatever refers to a replaced resource in a property that is fixed is replaced', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (length) => {
        const chain = (name: string) =>
          Object.fromEntries(
            Array.from({ length }, (_, i): [string, Resource] => [
              `G${i}`,
              i === 0 ? group(name) : group({ Ref: `G${i - 1}` }),
            ]).reverse(),
          );
        const found = reviewStack(chain('a'), chain('b'));
        expect(found.stacks[0].changes.map(({ action }) => action)).toEqual(Array(length).fill('replace'));
      }),
    );
  });
});

describe('what is given beside the assemblies', () => {
  const gone = (options: Parameters<typeof review>[3]) =>
    review(assembly({ data: { T: resource('AWS::DynamoDB::Table') } }), assembly({ data: {} }), labels, options);
  const accepted = [{ rule: 'durable-destroyed', id: 'data/T', reason: 'moved', until: '2027-01-31' }];

  test('an accepted finding is a note with the reason, and the verdict does without it', () => {
    const [finding, ...more] = gone({ accepted, today: '2027-01-31' }).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'durable-destroyed',
      severity: 'note',
      mechanism: 'lost',
      path: 'T',
      accepted: { severity: 'hazard', reason: 'moved', until: '2027-01-31' },
    });
    expect(finding.message).toMatch(/ \(accepted until 2027-01-31: moved\)$/);
    expect(gone({ accepted }).verdict).toBe('safe');
  });

  test('the day after, it is a hazard again, and says so', () => {
    const found = gone({ accepted, today: '2027-02-01' });
    expect(found.verdict).toBe('hazard');
    expect(found.findings[0].message).toMatch(/ \(accepted until 2027-01-31, which is over: moved\)$/);
  });

  test.each([
    ['another rule', { ...accepted[0], rule: 'durable-replaced' }],
    ['another resource', { ...accepted[0], id: 'data/U' }],
  ])('an acceptance of %s changes nothing', (_, other) => {
    expect(gone({ accepted: [other], today: '2026-12-01' }).verdict).toBe('hazard');
  });

  test('rules of your own are asked as well', () => {
    const own = {
      id: 'our-rule',
      mechanism: 'refused' as const,
      severities: ['hazard' as const],
      summary: 'Ours.',
      source: 'https://example.com',
      check: () => [{ severity: 'hazard' as const, stack: 'data', logicalId: 'T', message: 'no', remedy: 'yes' }],
    };
    const found = gone({ rules: [own] }).findings.find(({ rule }) => rule === 'our-rule');
    expect(found).toMatchObject({ mechanism: 'refused', path: 'T', source: 'https://example.com' });
  });
});
