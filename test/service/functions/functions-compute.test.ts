import { only } from '../fixture';
import { buildTier, functions } from '../tier/compute-fixture';

describe('functions', () => {
  const made = buildTier(functions()).template;

  test('are one target, asked its health as others are, with headers as lists', () => {
    const { properties } = only(made, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(properties).toMatchObject({
      TargetType: 'lambda',
      HealthCheckEnabled: true,
      HealthCheckPath: '/',
      Targets: [{ Id: { Ref: only(made, 'AWS::Lambda::Alias').id } }],
      TargetGroupAttributes: expect.arrayContaining([{ Key: 'lambda.multi_value_headers.enabled', Value: 'true' }]),
    });
    expect(properties).not.toHaveProperty('Port');
  });

  test('answer the load balancers of this account only, by an alias', () => {
    expect(only(made, 'AWS::Lambda::Permission').properties).toMatchObject({
      FunctionName: { Ref: only(made, 'AWS::Lambda::Alias').id },
      Principal: 'elasticloadbalancing.amazonaws.com',
      SourceAccount: '111111111111',
    });
    expect(only(made, 'AWS::Lambda::Alias').properties.Name).toBe('live');
  });

  test('stand in the VPC, on ARM, and know what Lambda itself tells', () => {
    const { properties } = only(made, 'AWS::Lambda::Function');
    expect(properties).toMatchObject({
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: 29,
      Environment: { Variables: { DATABASE_NAME: 'app' } },
    });
    expect(properties.VpcConfig.SubnetIds).toHaveLength(2);
  });

  test('are kept ready, in a number that follows their use', () => {
    const { template } = buildTier(
      functions({ reservedConcurrency: 50, provisionedConcurrency: { min: 2, max: 20, usePercent: 60 } }),
    );
    expect(only(template, 'AWS::Lambda::Function').properties.ReservedConcurrentExecutions).toBe(50);
    template.hasResourceProperties('AWS::Lambda::Alias', {
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 2, MaxCapacity: 20 });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.6 },
    });
  });
});
