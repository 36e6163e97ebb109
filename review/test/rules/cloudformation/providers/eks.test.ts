import { told } from './events';

const CLUSTER = 'Custom::AWSCDK-EKS-Cluster';
const config = (Config: object) => ({ Config: { version: '1.31', roleArn: 'arn:role', ...Config } });
const cluster = (before: object, after: object) => told(CLUSTER, config(before), config(after));

describe('a cluster', () => {
  test.each([
    ['name', {}, { name: 'shop' }, 'name unset → "shop"'],
    ['role', {}, { roleArn: 'arn:other' }, 'roleArn "arn:role" → "arn:other"'],
    ['add-ons', {}, { bootstrapSelfManagedAddons: false }, 'bootstrapSelfManagedAddons unset → false'],
  ])('is made anew with another %s', (_, before, after, change) => {
    expect(cluster(before, after)).toEqual([
      `hazard: makes another EKS cluster and deletes this one with all that runs in it: ${change}`,
    ]);
  });

  test('is refused where the new one would have the name of the old one', () => {
    expect(cluster({ name: 'shop' }, { name: 'shop', roleArn: 'arn:other' })).toEqual([
      'hazard: is refused: roleArn "arn:role" → "arn:other" would take another cluster, and the name "shop" is that of this one',
    ]);
  });

  test('is refused where its handler or EKS cannot', () => {
    expect(cluster({}, { encryptionConfig: [{ resources: ['secrets'] }] })).toEqual([
      'hazard: is refused: its handler cannot change the encryption of the secrets of a cluster',
    ]);
    expect(cluster({ version: '1.30' }, { version: '1.32' })).toEqual([
      'hazard: is refused: Kubernetes "1.30" → "1.32", and EKS takes one minor version at a time',
    ]);
    expect(cluster({}, { version: '1.30' })).toEqual([
      'hazard: is refused: Kubernetes "1.31" → "1.30", and EKS takes no lower version by an update',
    ]);
    expect(cluster({}, { version: '1.32', logging: { clusterLogging: [{ types: ['api'], enabled: true }] } })).toEqual([
      'hazard: is refused: its handler does one kind of update at a time, and this has version and logging',
    ]);
    expect(cluster({}, { accessConfig: { authenticationMode: 'API' } })).toEqual([
      'hazard: is refused: the authentication mode goes unset → "API", and a cluster goes from CONFIG_MAP by API_AND_CONFIG_MAP to API, and not back',
    ]);
  });

  test('is updated in place otherwise', () => {
    expect(cluster({}, { version: '1.32' })).toEqual([]);
    expect(cluster({}, { resourcesVpcConfig: { securityGroupIds: ['sg-1'], subnetIds: ['subnet-1'] } })).toEqual([]);
    expect(cluster({}, { bootstrapSelfManagedAddons: true })).toEqual([]);
    expect(cluster({}, { tags: { team: 'shop' } })).toEqual([]);
    expect(cluster({}, { accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' } })).toEqual([]);
  });

  test('goes with its resource', () => {
    expect(told(CLUSTER, config({}), undefined)).toEqual([
      'hazard: is deleted: the EKS cluster goes with all that runs in it and what its etcd holds',
    ]);
  });
});

test('a Fargate profile is made anew by each change', () => {
  const TYPE = 'Custom::AWSCDK-EKS-FargateProfile';
  const profile = (namespace: string, fargateProfileName?: string) => ({
    Config: { clusterName: 'shop', selectors: [{ namespace }], ...(fargateProfileName && { fargateProfileName }) },
  });
  expect(told(TYPE, profile('a'), profile('b'))).toEqual([
    'caution: becomes another profile, and the old one is deleted: the pods that it scheduled are deleted',
  ]);
  expect(told(TYPE, profile('a', 'web'), profile('b', 'web'))).toEqual([
    'hazard: is refused: each change makes another Fargate profile, and the name "web" is that of this one',
  ]);
});

describe('objects in a cluster', () => {
  const TYPE = 'Custom::AWSCDK-EKS-KubernetesResource';
  const object = (kind: string, name: string) => ({ kind, metadata: { name, labels: { role: { Ref: 'Role' } } } });
  const state = (objects: object[], more: object = {}) => ({
    ClusterName: 'shop',
    Manifest: {
      'Fn::Join': [
        '',
        JSON.stringify(objects)
          .split('{"Ref":"Role"}')
          .flatMap((part, i) => (i > 0 ? ['"', { Ref: 'Role' }, '"', part] : [part])),
      ],
    },
    ...more,
  });
  const web = object('Deployment', 'web');
  const claim = object('PersistentVolumeClaim', 'data');
  const prune = { PruneLabel: 'aws.cdk.eks/prune-1' };

  test('are deleted where they leave a manifest that prunes, or with it', () => {
    expect(told(TYPE, state([web, claim], prune), state([web], prune))).toEqual([
      'hazard: deletes from the cluster: PersistentVolumeClaim data, with what they hold',
    ]);
    expect(told(TYPE, state([web, claim]), state([web]))).toEqual([]);
    expect(told(TYPE, state([web]), undefined)).toEqual(['caution: deletes from the cluster: Deployment web']);
  });

  test('are applied otherwise', () => {
    expect(told(TYPE, state([web], prune), state([web, claim], prune))).toEqual([]);
    expect(told(TYPE, state([web]), state([web], { ClusterName: 'other' }))).toEqual([
      'caution: applies its manifest to another cluster, and leaves its objects in the old one',
    ]);
  });
});

test('a Helm chart', () => {
  const TYPE = 'Custom::AWSCDK-EKS-HelmChart';
  const chart = (more: object) => ({ Release: 'web', Chart: 'nginx', Version: '1.0', ClusterName: 'shop', ...more });
  expect(told(TYPE, chart({}), chart({ Version: '2.0' }))).toEqual([
    'caution: upgrades the Helm release web ("1.0" → "2.0"): what an upgrade does is up to the chart',
  ]);
  expect(told(TYPE, chart({}), chart({ Release: 'www' }))).toEqual([
    'caution: installs the Helm release www and leaves web where it was',
  ]);
  expect(told(TYPE, chart({}), undefined)).toEqual(['caution: uninstalls the Helm release web']);
  expect(told(TYPE, chart({ Values: '{}' }), chart({ Values: '{"replicas":2}' }))).toEqual([]);
});
