import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'ecs-capacity-in-use';
const REF = { Ref: 'Provider' };
const cluster = (providers: unknown[], uses: unknown[], made = true) => ({
  ...(made ? { Provider: resource('AWS::ECS::CapacityProvider', { AutoScalingGroupProvider: {} }) } : {}),
  Association: resource('AWS::ECS::ClusterCapacityProviderAssociations', {
    Cluster: 'cluster',
    CapacityProviders: providers,
    DefaultCapacityProviderStrategy: [],
  }),
  Service: resource('AWS::ECS::Service', {
    Cluster: 'cluster',
    CapacityProviderStrategy: uses.map((CapacityProvider) => ({ CapacityProvider, Weight: 1 })),
  }),
});

test('flags a provider that leaves while its service does', () => {
  const from = cluster(['FARGATE', REF], [REF]);
  expect(only(RULE, reviewStack(from, cluster(['FARGATE'], ['FARGATE'], false)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Association',
    message:
      'AWS::ECS::ClusterCapacityProviderAssociations Association loses the capacity provider ${Provider}, which Service uses until later in the deployment: ECS refuses to take it out, and the deployment fails',
  });
});

test('flags providers by name, and for every service', () => {
  const state = (providers: unknown[], uses: unknown[]) => ({
    ...cluster(providers, uses),
    Other: resource('AWS::ECS::Service', {
      Cluster: 'cluster',
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }],
    }),
  });
  const flagged = only(
    RULE,
    reviewStack(state(['FARGATE', 'FARGATE_SPOT'], ['FARGATE_SPOT']), state(['FARGATE'], ['FARGATE'])),
  );
  expect(flagged.message).toContain('"FARGATE_SPOT", which Service, Other use until');
});

test('leaves alone a provider that comes, stays, or that nobody uses', () => {
  const instances = cluster(['FARGATE', REF], [REF]);
  const moved = cluster(['FARGATE', REF], ['FARGATE']);
  expect(found(RULE, reviewStack(cluster(['FARGATE'], ['FARGATE'], false), instances))).toEqual([]);
  expect(found(RULE, reviewStack(instances, moved))).toEqual([]);
  expect(found(RULE, reviewStack(moved, cluster(['FARGATE'], ['FARGATE'], false)))).toEqual([]);
});

test('flags an association that goes while a service uses its provider', () => {
  const from = cluster(['FARGATE'], ['FARGATE'], false);
  const { Association, Service, ...rest } = from;
  expect(Association).toBeDefined();
  expect(only(RULE, reviewStack(from, { ...rest, Service })).logicalId).toBe('Association');
  expect(found(RULE, reviewStack(from, { ...rest, Other: Association }))).toEqual([]);
});

test.each([['another'], [undefined]])('leaves alone a service of another cluster: %s', (Cluster) => {
  const { Association, Service, ...rest } = cluster(['FARGATE'], ['FARGATE'], false);
  const elsewhere = resource('AWS::ECS::Service', { ...Service.Properties, Cluster });
  expect(Association).toBeDefined();
  expect(found(RULE, reviewStack({ Association, elsewhere, ...rest }, { elsewhere }))).toEqual([]);
});
