import { ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { AuroraReaders, ReaderMetric } from '../../../lib/database/aurora/aurora-readers';
import { impacts, quickApp } from '../support';
import { addAurora, AuroraTestProps, only, provisioned, synthAurora } from './aurora-support';

const INSTANCE = 'AWS::RDS::DBInstance';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

const withReaders = (readers: AuroraReaders, props: AuroraTestProps = {}) =>
  synthAurora({ capacity: provisioned, readers, ...props });
const instancesOf = (template: Template) => Object.entries(template.findResources(INSTANCE));

describe('the counts', () => {
  // Application Auto Scaling counts every reader and never the writer:
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html
  test('of one reader to five: two instances in the template, and a range of one to five', () => {
    const template = withReaders(AuroraReaders.scaled({ min: 1, max: 5 }));

    template.resourceCountIs(INSTANCE, 2);
    expect(only(template, TARGET).Properties).toEqual({
      ServiceNamespace: 'rds',
      ScalableDimension: 'rds:cluster:ReadReplicaCount',
      ResourceId: { 'Fn::Join': ['', ['cluster:', { Ref: expect.stringMatching(/^DatabaseCluster/) as string }]] },
      MinCapacity: 1,
      MaxCapacity: 5,
    });
  });

  test('the writer is there with no readers, and is not counted', () => {
    const template = withReaders(AuroraReaders.none());

    template.resourceCountIs(INSTANCE, 1);
    template.resourceCountIs(TARGET, 0);
  });

  test('for any range: a writer, min readers, a target of min to max, made after them all', () => {
    const ranges = fc
      .tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }))
      .filter(([min, max]) => min <= max);
    fc.assert(
      fc.property(ranges, ([min, max]) => {
        const template = withReaders(AuroraReaders.scaled({ min, max }));
        const [target] = Object.values(template.findResources(TARGET));
        const instances = instancesOf(template).map(([id]) => id);

        expect(instances).toHaveLength(1 + min);
        expect(target.Properties).toMatchObject({ MinCapacity: min, MaxCapacity: max });
        expect([...(target.DependsOn as string[])].sort()).toEqual([...instances].sort());
      }),
      { numRuns: 12 },
    );
  });

  test('for any fixed number: a writer and so many readers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), (count) => {
        const database = addAurora(quickApp(), { readers: AuroraReaders.fixed(count) });
        expect(database.replicas).toHaveLength(count);
        expect(instancesOf(Template.fromStack(Stack.of(database)))).toHaveLength(1 + count);
      }),
      { numRuns: 6 },
    );
  });
});

describe('instances', () => {
  const template = withReaders(AuroraReaders.fixed(3));
  const instances = instancesOf(template);
  const of = (name: string) => instances.find(([id]) => id.startsWith(`Database${name}`))![1];

  test('stand in the next zone each, the writer in the first', () => {
    expect(['Writer', 'Reader1', 'Reader2', 'Reader3'].map((name) => of(name).Properties.AvailabilityZone)).toEqual([
      'eu-west-1a',
      'eu-west-1b',
      'eu-west-1c',
      'eu-west-1a',
    ]);
  });

  test('take over in an order: the first reader follows the writer', () => {
    expect(['Writer', 'Reader1', 'Reader2', 'Reader3'].map((name) => of(name).Properties.PromotionTier)).toEqual([
      0, 1, 2, 2,
    ]);
  });

  test('change one after the other, the writer first', () => {
    const ids = Object.fromEntries(instances.map(([id]) => [id.replace(/^Database|[0-9A-F]{8}$/g, ''), id]));
    expect(of('Writer').DependsOn).toBeUndefined();
    expect(of('Reader1').DependsOn).toEqual([ids.Writer]);
    expect(of('Reader2').DependsOn).toEqual([ids.Reader1]);
    expect(of('Reader3').DependsOn).toEqual([ids.Reader2]);
  });

  test('of a retained cluster leave its writer, and take the readers', () => {
    expect(of('Writer')).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete' });
    expect(of('Reader2')).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
  });
});

describe('what the number follows', () => {
  const policy = (template: Template) => only(template, POLICY).Properties.TargetTrackingScalingPolicyConfiguration;

  test('is CPU at 60 % by default', () => {
    expect(policy(withReaders(AuroraReaders.scaled({ min: 1, max: 2 })))).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageCPUUtilization' },
      TargetValue: 60,
      ScaleInCooldown: 300,
      ScaleOutCooldown: 300,
    });
  });

  test('can be connections', () => {
    const readers = AuroraReaders.scaled({
      min: 1,
      max: 2,
      metric: ReaderMetric.connections(500),
      scaleInCooldown: Duration.minutes(20),
      scaleOutCooldown: Duration.minutes(1),
    });
    expect(policy(withReaders(readers))).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'RDSReaderAverageDatabaseConnections' },
      TargetValue: 500,
      ScaleInCooldown: 1200,
      ScaleOutCooldown: 60,
    });
  });

  test('changes in place', () => {
    const by = (metric: ReaderMetric) => withReaders(AuroraReaders.scaled({ min: 1, max: 2, metric }));
    expect(impacts(by(ReaderMetric.cpu(60)), by(ReaderMetric.connections(500)))).toEqual([
      expect.objectContaining({ type: POLICY, impact: ResourceImpact.WILL_UPDATE }),
    ]);
  });
});

describe('readers come and go', () => {
  const none = withReaders(AuroraReaders.none());
  const impactsOn = (from: Template, to: Template, type: string) =>
    impacts(from, to)
      .filter((change) => change.type === type)
      .map(({ impact }) => impact);

  test('from none to three, and the writer is not touched', () => {
    const changes = impacts(none, withReaders(AuroraReaders.fixed(3)));

    expect(changes.map(({ impact }) => impact)).toEqual(changes.map(() => ResourceImpact.WILL_CREATE));
    expect(changes.filter(({ type }) => type === INSTANCE)).toHaveLength(3);
  });

  test('from three to one, the last ones go', () => {
    const changes = impacts(withReaders(AuroraReaders.fixed(3)), withReaders(AuroraReaders.fixed(1)));

    expect(changes.map(({ id, impact }) => [id.replace(/[0-9A-F]{8}$/, ''), impact])).toEqual([
      ['DatabaseReader2', ResourceImpact.WILL_DESTROY],
      ['DatabaseReader3', ResourceImpact.WILL_DESTROY],
    ]);
  });

  test('autoscaling goes on and off beside the readers of the template', () => {
    const [fixed, scaled] = [
      withReaders(AuroraReaders.fixed(2)),
      withReaders(AuroraReaders.scaled({ min: 2, max: 9 })),
    ];

    expect(impacts(fixed, scaled).map(({ type, impact }) => [type, impact])).toEqual([
      [TARGET, ResourceImpact.WILL_CREATE],
      [POLICY, ResourceImpact.WILL_CREATE],
    ]);
    expect(impacts(scaled, fixed).map(({ type, impact }) => [type, impact])).toEqual([
      [TARGET, ResourceImpact.WILL_DESTROY],
      [POLICY, ResourceImpact.WILL_DESTROY],
    ]);
  });

  test('a higher minimum adds instances and moves the range with them', () => {
    const at = (min: number) => withReaders(AuroraReaders.scaled({ min, max: 9 }));

    expect(impactsOn(at(1), at(3), INSTANCE)).toEqual([ResourceImpact.WILL_CREATE, ResourceImpact.WILL_CREATE]);
    expect(impacts(at(1), at(3)).filter(({ type }) => type === TARGET)).toEqual([
      expect.objectContaining({ impact: ResourceImpact.WILL_UPDATE, properties: ['MinCapacity'] }),
    ]);
  });
});

describe('reads go', () => {
  test('to the writer while there is no reader', () => {
    const database = addAurora(quickApp());
    expect(database.readerHosts).toEqual([database.writerEndpoint.hostname]);
  });

  test('to the reader endpoint once there is one, which knows the readers that autoscaling made', () => {
    const database = addAurora(quickApp(), { readers: AuroraReaders.fixed(2), engine: AuroraEngine.mysql() });
    expect(database.readerHosts).toEqual([database.readerEndpoint.hostname]);
    expect(database.readerHosts).not.toContain(database.writerEndpoint.hostname);
  });
});
