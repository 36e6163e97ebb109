// Pairs of cloud assemblies made by plain CDK apps, from accidents reported in public, each with the verdict a careful reviewer would give.
// node growth-pairs.cjs OUTDIR [name…]   (module resolution from the project: NODE_PATH=<project>/node_modules; sources: sources.md)
// Writes OUTDIR/<name>/{a,b} and OUTDIR/expected.json {name: {verdict, why}}.
const cdk = require('aws-cdk-lib'),
  path = require('path'),
  fs = require('fs'),
  { Construct } = require('constructs');
const m = (n) => require('aws-cdk-lib/' + n);
const ec2 = m('aws-ec2'),
  rds = m('aws-rds'),
  ddb = m('aws-dynamodb'),
  s3 = m('aws-s3'),
  ec = m('aws-elasticache'),
  kms = m('aws-kms'),
  sqs = m('aws-sqs'),
  sm = m('aws-secretsmanager'),
  ecs = m('aws-ecs'),
  ecsp = m('aws-ecs-patterns'),
  elb = m('aws-elasticloadbalancingv2'),
  cognito = m('aws-cognito'),
  efs = m('aws-efs'),
  os = m('aws-opensearchservice'),
  lambda = m('aws-lambda'),
  les = m('aws-lambda-event-sources'),
  cw = m('aws-cloudwatch'),
  ssm = m('aws-ssm'),
  sns = m('aws-sns'),
  subs = m('aws-sns-subscriptions'),
  cf = m('aws-cloudfront'),
  org = m('aws-cloudfront-origins'),
  iam = m('aws-iam'),
  logs = m('aws-logs'),
  msk = m('aws-msk'),
  kinesis = m('aws-kinesis'),
  eks = m('aws-eks'),
  apigw = m('aws-apigateway'),
  acm = m('aws-certificatemanager'),
  r53 = m('aws-route53'),
  asg = m('aws-autoscaling'),
  sfn = m('aws-stepfunctions'),
  backup = m('aws-backup'),
  cr = m('custom-resources'),
  s3d = m('aws-s3-deployment'),
  ecr = m('aws-ecr'),
  fsx = m('aws-fsx'),
  mdb = m('aws-memorydb'),
  mq = m('aws-amazonmq'),
  gd = m('aws-guardduty');
const env = { account: '111111111111', region: 'eu-west-1' };
class S extends cdk.Stack {
  get availabilityZones() {
    return ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
  }
}
const one = (f) => (app, v) => f(new S(app, 'Main', { env, stackName: 'main' }), v);
const flag =
  (name, f, ctx = {}) =>
  (app, v) => {
    for (const [k, x] of Object.entries(ctx)) app.node.setContext(k, x);
    app.node.setContext(name, !!v);
    f(new S(app, 'Main', { env, stackName: 'main' }), v);
  };
const ISO = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  PUB = { subnetType: ec2.SubnetType.PUBLIC };
const vpcOf = (s, p = {}) =>
  s.node.tryFindChild('Vpc') ??
  new ec2.Vpc(s, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'p', subnetType: ec2.SubnetType.PUBLIC },
      { name: 'i', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ],
    ...p,
  });
const pgv = (v) => rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.of(v, v.split('.')[0]) });
const db = (s, p = {}) =>
  new rds.DatabaseInstance(s, 'Db', {
    vpc: p.vpc ?? vpcOf(s),
    vpcSubnets: ISO,
    engine: pgv('16.4'),
    storageEncrypted: true,
    backupRetention: cdk.Duration.days(7),
    ...p,
  });
const apg = (v = '16.4') =>
  rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.of(v, v.split('.')[0]) });
const aurora = (s, p = {}, C = rds.DatabaseCluster) =>
  new C(s, 'Shop', {
    vpc: vpcOf(s),
    vpcSubnets: ISO,
    engine: apg(),
    storageEncrypted: true,
    ...(p.instanceProps
      ? {}
      : { writer: rds.ClusterInstance.provisioned('w', { instanceType: new ec2.InstanceType('r7g.large') }) }),
    ...p,
  });
const str = (n) => ({ name: n, type: ddb.AttributeType.STRING }),
  key = str('id');
const gsi = (n, a, p = {}) => ({ indexName: n, partitionKey: str(a), ...p });
const cache = (s, p) =>
  new ec.CfnReplicationGroup(s, 'Cache', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    engineVersion: '7.1',
    cacheNodeType: 'cache.t4g.small',
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    ...p,
  });
const fn = (s, id = 'F', p = {}) =>
  new lambda.Function(s, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler=async()=>1'),
    ...p,
  });
const sub = (s, n) => new Construct(s, n);
const domain = (s, p) =>
  new os.Domain(s, 'Search', {
    version: os.EngineVersion.OPENSEARCH_2_15,
    capacity: { dataNodes: 2, dataNodeInstanceType: 'm7g.large.search', multiAzWithStandbyEnabled: false },
    zoneAwareness: { enabled: true },
    ebs: { volumeSize: 50 },
    ...p,
  });
const kafka = (s, p = {}, g = {}) =>
  new msk.CfnCluster(s, 'Kafka', {
    clusterName: 'orders',
    kafkaVersion: '3.6.0',
    numberOfBrokerNodes: 2,
    brokerNodeGroupInfo: {
      clientSubnets: ['subnet-0aaa0000000000001', 'subnet-0aaa0000000000002'],
      instanceType: 'kafka.m7g.large',
      securityGroups: ['sg-0aaa0000000000001'],
      storageInfo: { ebsStorageInfo: { volumeSize: 200 } },
      ...g,
    },
    ...p,
  });
const web = (s, p = {}) => {
  const c = new ecs.Cluster(s, 'C', { vpc: vpcOf(s) }),
    t = new ecs.FargateTaskDefinition(s, 'TD', p.td ?? {});
  t.addContainer('a', { image: ecs.ContainerImage.fromRegistry('nginx'), portMappings: [{ containerPort: 80 }] });
  return new ecs.FargateService(s, 'Svc', { cluster: c, taskDefinition: t, minHealthyPercent: 100, ...p.svc });
};
const pattern = (s, p = {}) =>
  new ecsp.ApplicationLoadBalancedFargateService(s, 'Web', {
    vpc: vpcOf(s),
    assignPublicIp: true,
    minHealthyPercent: 100,
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx') },
    ...p,
  });
const k8s = (s, p = {}) =>
  new eks.Cluster(s, 'K8s', {
    vpc: vpcOf(s),
    vpcSubnets: [ISO],
    version: eks.KubernetesVersion.of('1.31'),
    defaultCapacity: 0,
    kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(
      s,
      'L',
      'arn:aws:lambda:eu-west-1:111111111111:layer:kubectl:1',
    ),
    ...p,
  });
const zone = (s) =>
  r53.HostedZone.fromHostedZoneAttributes(s, 'Zone', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    zoneName: 'acme.example',
  });
const cert = (s, arn = 'arn:aws:acm:eu-west-1:111111111111:certificate/00000000-0000-0000-0000-000000000000') =>
  acm.Certificate.fromCertificateArn(s, 'Cert', arn);
const dist = (scope, id, p = {}) =>
  new cf.Distribution(scope, id, { defaultBehavior: { origin: new org.HttpOrigin('origin.acme.example') }, ...p });
const alb = (s, p = {}) =>
  new elb.ApplicationLoadBalancer(s, 'L', { vpc: vpcOf(s), vpcSubnets: PUB, internetFacing: true, ...p });
const two =
  (f, ctx = 'strong') =>
  (app, v) => {
    app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', ctx);
    const a = new S(app, 'A', { env, stackName: 'shop-data' }),
      b = new S(app, 'B', { env, stackName: 'shop-web' });
    b.addDependency(a);
    f(a, b, v);
  };
const awsCall = (s, v) =>
  new cr.AwsCustomResource(s, 'Flags', {
    onUpdate: {
      service: 'SSM',
      action: 'putParameter',
      parameters: { Name: '/shop/flags', Value: v ? '{"beta":true}' : '{}', Type: 'String', Overwrite: true },
      physicalResourceId: cr.PhysicalResourceId.of(v === 2 ? 'flags-v2' : 'flags-v1'),
    },
    onDelete: { service: 'SSM', action: 'deleteParameter', parameters: { Name: '/shop/flags' } },
    policy: cr.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }),
  });

const cases = {
  // ---- hazards: relational databases
  'aurora-identifier-case': [
    'hazard',
    'the cluster identifier changes case: replacement with a name that is taken',
    flag('@aws-cdk/aws-rds:lowercaseDbIdentifier', (s) => aurora(s, { clusterIdentifier: 'shop-Prod-Aurora' })),
  ],
  'rds-other-snapshot': [
    'hazard',
    'another snapshot: a new instance is restored and the old one deleted',
    one(
      (s, v) =>
        new rds.DatabaseInstanceFromSnapshot(s, 'Db', {
          vpc: vpcOf(s),
          vpcSubnets: ISO,
          engine: pgv('16.4'),
          snapshotIdentifier: v ? 'shop-2025' : 'shop-2024',
        }),
    ),
  ],
  'rds-storage-smaller': [
    'hazard',
    'RDS cannot shrink storage: the update is refused',
    one((s, v) => db(s, { allocatedStorage: v ? 100 : 200 })),
  ],
  'aurora-major-custom-group': [
    'hazard',
    'a major upgrade with a custom instance parameter group and none named on the cluster is refused',
    one((s, v) => {
      const g = (n) =>
        new rds.CfnDBParameterGroup(s, 'Pg' + n, {
          family: 'aurora-postgresql' + n,
          description: 'instances ' + n,
          parameters: { log_min_duration_statement: '500' },
        });
      const gs = { 15: g(15), 16: g(16) },
        n = v ? 16 : 15;
      const c = new rds.CfnDBCluster(s, 'Shop', {
        engine: 'aurora-postgresql',
        engineVersion: v ? '16.4' : '15.7',
        masterUsername: 'admin1',
        manageMasterUserPassword: true,
        storageEncrypted: true,
      });
      new rds.CfnDBInstance(s, 'W', {
        dbClusterIdentifier: c.ref,
        dbInstanceClass: 'db.r7g.large',
        engine: 'aurora-postgresql',
        dbParameterGroupName: gs[n].ref,
      });
    }),
  ],
  'rds-gets-identifier': [
    'hazard',
    'naming an existing instance replaces it',
    one((s, v) => db(s, v ? { instanceIdentifier: 'shop-db' } : {})),
  ],
  'secret-template-edited': [
    'hazard',
    'the password is generated again while the database keeps the old one',
    one((s, v) => {
      const c = new sm.Secret(s, 'Login', {
        generateSecretString: {
          secretStringTemplate: JSON.stringify({ username: 'admin1', application: v ? 'shop' : 'web' }),
          generateStringKey: 'password',
          excludePunctuation: true,
        },
      });
      db(s, { credentials: rds.Credentials.fromPassword('admin1', c.secretValueFromJson('password')) });
    }),
  ],
  // ---- hazards: DynamoDB
  'table-ttl-attribute': [
    'hazard',
    'TTL cannot move to another attribute in one update: refused',
    one((s, v) => new ddb.Table(s, 'T', { partitionKey: key, timeToLiveAttribute: v ? 'expiresAt' : 'ttl' })),
  ],
  'table-local-index': [
    'hazard',
    'local indexes exist only from creation: replacement',
    one(
      (s, v) =>
        new ddb.TableV2(s, 'T', {
          partitionKey: key,
          sortKey: str('sk'),
          localSecondaryIndexes: v ? [{ indexName: 'byDate', sortKey: str('date') }] : [],
        }),
    ),
  ],
  'table-index-renamed': [
    'hazard',
    'one deletion and one creation of an index in an update: refused',
    one((s, v) =>
      new ddb.Table(s, 'T', { partitionKey: key }).addGlobalSecondaryIndex(
        gsi(v ? 'byOwnerAndDate' : 'byOwner', 'owner'),
      ),
    ),
  ],
  'table-index-projection': [
    'hazard',
    'the projection of an index cannot be changed: refused',
    one((s, v) =>
      new ddb.Table(s, 'T', { partitionKey: key }).addGlobalSecondaryIndex(
        gsi('byOwner', 'owner', v ? { projectionType: ddb.ProjectionType.KEYS_ONLY } : {}),
      ),
    ),
  ],
  'table-region-dropped': [
    'hazard',
    'the replica of a region is deleted',
    one((s, v) => new ddb.TableV2(s, 'T', { partitionKey: key, replicas: v ? [] : [{ region: 'eu-central-1' }] })),
  ],
  'table-into-nested-stack': [
    'hazard',
    'moved into a nested stack: another table, empty',
    one((s, v) => {
      const n = new cdk.NestedStack(s, 'Data');
      new sns.Topic(n, 'N');
      new ddb.Table(v ? n : s, 'T', { partitionKey: key });
    }),
  ],
  'nested-stack-renamed': [
    'hazard',
    'the nested stack and the queue in it are made again',
    one((s, v) => {
      const n = new cdk.NestedStack(s, v ? 'Jobs' : 'Work');
      new sqs.Queue(n, 'Q');
      new ddb.Table(n, 'T', { partitionKey: key, removalPolicy: cdk.RemovalPolicy.DESTROY });
    }),
  ],
  // ---- hazards: S3, EFS, FSx, ECR, logs
  'bucket-expiry-on-everything': [
    'hazard',
    'an expiration rule without prefix deletes the objects that are there',
    one((s, v) => new s3.Bucket(s, 'Uploads', { lifecycleRules: v ? [{ expiration: cdk.Duration.days(30) }] : [] })),
  ],
  'bucket-construct-renamed-same-name': [
    'hazard',
    'a second bucket with the name of the first: refused',
    one((s, v) => new s3.Bucket(s, v ? 'MediaBucket' : 'Media', { bucketName: 'acme-media-files' })),
  ],
  'site-deployment-other-bucket': [
    'hazard',
    'retainOnDelete false: the contents of the former bucket are deleted',
    one((s, v) => {
      const a = new s3.Bucket(s, 'A'),
        b = new s3.Bucket(s, 'B');
      new s3d.BucketDeployment(s, 'Deploy', {
        destinationBucket: v ? b : a,
        retainOnDelete: false,
        sources: [s3d.Source.data('index.html', '<h1>hi</h1>')],
      });
    }),
  ],
  'efs-middle-subnet-dropped': [
    'hazard',
    'mount targets are counted: a second one for the same zone is refused',
    one((s, v) => {
      const vpc = vpcOf(s, { maxAzs: 3 }),
        [a, b, c] = vpc.isolatedSubnets;
      new efs.FileSystem(s, 'F', { vpc, encrypted: true, vpcSubnets: { subnets: v ? [a, c] : [a, b, c] } });
    }),
  ],
  'efs-one-zone-to-all': [
    'hazard',
    'one zone to regional is a replacement of the file system',
    one(
      (s, v) =>
        new efs.FileSystem(s, 'F', {
          vpc: vpcOf(s),
          encrypted: true,
          oneZone: !v,
          ...(v ? { vpcSubnets: ISO } : { vpcSubnets: { availabilityZones: ['eu-west-1a'] } }),
        }),
    ),
  ],
  'ecr-construct-renamed-same-name': [
    'hazard',
    'the repository name is taken: refused',
    one((s, v) => new ecr.Repository(s, v ? 'WebRepo' : 'Repo', { repositoryName: 'acme/web' })),
  ],
  'log-group-renamed-same-name': [
    'hazard',
    'the log group name is taken: refused',
    one((s, v) => new logs.LogGroup(s, v ? 'AuditLog' : 'Audit', { logGroupName: '/acme/audit' })),
  ],
  // ---- hazards: caches, search, streams, queues
  'cache-shards-without-cluster-mode': [
    'hazard',
    'a group without cluster mode takes no second shard: refused or replaced',
    one((s, v) =>
      cache(
        s,
        v
          ? { numNodeGroups: 2, cacheParameterGroupName: 'default.redis7.cluster.on' }
          : { cacheParameterGroupName: 'default.redis7' },
      ),
    ),
  ],
  'memorydb-tls': [
    'hazard',
    'TLS of a MemoryDB cluster: replacement',
    one(
      (s, v) =>
        new mdb.CfnCluster(s, 'M', {
          aclName: 'open-access',
          clusterName: 'carts',
          nodeType: 'db.t4g.small',
          tlsEnabled: !!v,
        }),
    ),
  ],
  'kafka-security-groups': [
    'hazard',
    'security groups of the brokers: replacement of the cluster',
    one((s, v) =>
      kafka(s, {}, { securityGroups: v ? ['sg-0aaa0000000000001', 'sg-0aaa0000000000002'] : ['sg-0aaa0000000000001'] }),
    ),
  ],
  'kafka-storage-smaller': [
    'hazard',
    'MSK storage only grows: refused',
    one((s, v) => kafka(s, {}, { storageInfo: { ebsStorageInfo: { volumeSize: v ? 100 : 200 } } })),
  ],
  'kinesis-retention-shorter': [
    'hazard',
    'records older than the new period are gone at once',
    one((s, v) => new kinesis.Stream(s, 'K', { shardCount: 2, retentionPeriod: cdk.Duration.hours(v ? 24 : 168) })),
  ],
  'queue-construct-renamed': [
    'hazard',
    'another queue, the messages of the old one are lost',
    one((s, v) => {
      const q = new sqs.Queue(s, v ? 'OrderQueue' : 'Queue');
      fn(s, 'F', { environment: { Q: q.queueUrl } });
    }),
  ],
  // ---- hazards: keys, secrets, identity
  'kms-key-usage': [
    'hazard',
    'KMS refuses another usage or spec of a key',
    one((s, v) => new kms.Key(s, 'K', v ? { keySpec: kms.KeySpec.RSA_2048, keyUsage: kms.KeyUsage.SIGN_VERIFY } : {})),
  ],
  'userpool-sign-in-by-email': [
    'hazard',
    'sign-in options are fixed at creation: replacement or refusal',
    one((s, v) => new cognito.UserPool(s, 'U', { signInAliases: v ? { email: true } : { username: true } })),
  ],
  'userpool-client-secret': [
    'hazard',
    'a client with a secret is another client: apps with the old id cannot sign in',
    one((s, v) => new cognito.UserPool(s, 'U').addClient('Web', { generateSecret: !!v })),
  ],
  'userpool-domain-prefix': [
    'hazard',
    'a pool has one domain: the new one is refused while the old one is there',
    one((s, v) =>
      new cognito.UserPool(s, 'U').addDomain('D', { cognitoDomain: { domainPrefix: v ? 'acme-login' : 'acme-auth' } }),
    ),
  ],
  'identity-pool-renamed': [
    'hazard',
    'identities and what is stored under them are lost',
    one((s, v) => new cognito.CfnIdentityPool(s, v ? 'GuestPool' : 'Pool', { allowUnauthenticatedIdentities: true })),
  ],
  'policy-description-same-name': [
    'hazard',
    'the description of a named managed policy is a replacement: refused',
    one(
      (s, v) =>
        new iam.ManagedPolicy(s, 'P', {
          managedPolicyName: 'acme-read',
          description: v ? 'read access for the web tier' : 'read',
          statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
        }),
    ),
  ],
  'oidc-provider-moved': [
    'hazard',
    'one provider an issuer in an account: the second is refused',
    one(
      (s, v) =>
        new iam.CfnOIDCProvider(v ? sub(s, 'Ci') : s, 'GitHub', {
          url: 'https://token.actions.githubusercontent.com',
          clientIdList: ['sts.amazonaws.com'],
        }),
    ),
  ],
  'bucket-policy-moved': [
    'hazard',
    'a bucket has one policy: the second resource is refused',
    one((s, v) => {
      const b = new s3.Bucket(s, 'B');
      new s3.CfnBucketPolicy(v ? sub(s, 'Access') : s, 'Policy', {
        bucket: b.bucketName,
        policyDocument: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['s3:GetObject'],
              resources: [b.arnForObjects('*')],
              principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
            }),
          ],
        }),
      });
    }),
  ],
  'scaling-policy-renamed': [
    'hazard',
    'one target tracking policy a metric: the second is refused',
    one((s, v) =>
      web(s)
        .autoScaleTaskCount({ minCapacity: 2, maxCapacity: 20 })
        .scaleOnCpuUtilization(v ? 'Cpu60' : 'Cpu', { targetUtilizationPercent: v ? 60 : 70 }),
    ),
  ],
  // ---- hazards: containers, functions, APIs, edge, network
  'ecs-load-balancer-gets-name': [
    'hazard',
    'a new load balancer with a target group that still belongs to the old one: refused',
    one((s, v) => pattern(s, v ? { loadBalancerName: 'shop-web' } : {})),
  ],
  'ecs-target-group-flag': [
    'hazard',
    'the target group behind a live listener is made again: minutes of outage',
    flag('@aws-cdk/aws-ecs-patterns:uniqueTargetGroupId', (s) =>
      pattern(s, {
        publicLoadBalancer: false,
        vpc: vpcOf(s, { subnetConfiguration: undefined, natGateways: 1 }),
        assignPublicIp: false,
      }),
    ),
  ],
  'eks-cluster-gets-name': [
    'hazard',
    'the custom resource makes another cluster and deletes the old one',
    one((s, v) => k8s(s, v ? { clusterName: 'shop' } : {})),
  ],
  'eks-version-two-minors': [
    'hazard',
    'one minor version an update: refused',
    one(
      (s, v) =>
        new eks.CfnCluster(s, 'K', {
          version: v ? '1.32' : '1.30',
          roleArn: 'arn:aws:iam::111111111111:role/eks',
          resourcesVpcConfig: { subnetIds: ['subnet-0aaa0000000000001', 'subnet-0aaa0000000000002'] },
        }),
    ),
  ],
  'eks-nodegroup-instance-type': [
    'hazard',
    'replacement of a node group under a name that is taken',
    one(
      (s, v) =>
        new eks.CfnNodegroup(s, 'N', {
          clusterName: 'shop',
          nodegroupName: 'workers',
          nodeRole: 'arn:aws:iam::111111111111:role/nodes',
          subnets: ['subnet-0aaa0000000000001'],
          instanceTypes: [v ? 'm7g.xlarge' : 'm7g.large'],
          scalingConfig: { minSize: 1, maxSize: 4 },
        }),
    ),
  ],
  'event-source-moved': [
    'hazard',
    'a second mapping of the same queue and function: refused',
    one((s, v) => {
      const q = new sqs.Queue(s, 'Q'),
        f = fn(s);
      q.grantConsumeMessages(f);
      v
        ? f.addEventSource(new les.SqsEventSource(q))
        : new lambda.EventSourceMapping(s, 'Map', { target: f, eventSourceArn: q.queueArn });
    }),
  ],
  'function-zip-to-image-same-name': [
    'hazard',
    'package type is a replacement, the name is taken: refused',
    one((s, v) =>
      fn(s, 'F', {
        functionName: 'thumbs',
        ...(v
          ? {
              runtime: lambda.Runtime.FROM_IMAGE,
              handler: lambda.Handler.FROM_IMAGE,
              code: lambda.Code.fromEcrImage(ecr.Repository.fromRepositoryName(s, 'Repo', 'acme/thumbs')),
            }
          : {}),
      }),
    ),
  ],
  'api-mapping-root-to-path': [
    'hazard',
    'a second mapping beside the empty base path: refused',
    one((s, v) => {
      const api = new apigw.RestApi(s, 'Api');
      api.root.addMethod('GET');
      const d = new apigw.DomainName(s, 'Dom', {
        domainName: 'api.acme.example',
        certificate: cert(s),
        ...(v ? {} : { mapping: api }),
      });
      if (v) d.addBasePathMapping(api, { basePath: 'backoffice' });
    }),
  ],
  'api-domain-moved': [
    'hazard',
    'the domain name is taken by the old resource: refused',
    one(
      (s, v) =>
        new apigw.DomainName(v ? sub(s, 'Edge') : s, 'Dom', { domainName: 'api.acme.example', certificate: cert(s) }),
    ),
  ],
  'record-renamed': [
    'hazard',
    'the record exists: refused',
    one(
      (s, v) =>
        new r53.ARecord(s, v ? 'Www' : 'Site', {
          zone: zone(s),
          recordName: 'www',
          target: r53.RecordTarget.fromIpAddresses('192.0.2.1'),
        }),
    ),
  ],
  'hosted-zone-moved': [
    'hazard',
    'another zone with other name servers and no delegation',
    one((s, v) => new r53.PublicHostedZone(v ? sub(s, 'Dns') : s, 'Zone', { zoneName: 'shop.example' })),
  ],
  'listener-renamed': [
    'hazard',
    'a second listener on the port: refused',
    one((s, v) =>
      alb(s).addListener(v ? 'Web' : 'Http', {
        port: 80,
        open: false,
        defaultAction: elb.ListenerAction.fixedResponse(200),
      }),
    ),
  ],
  'target-group-named-port': [
    'hazard',
    'a named target group is replaced: refused',
    one((s, v) => {
      const t = new elb.ApplicationTargetGroup(s, 'T', {
        vpc: vpcOf(s),
        targetGroupName: 'web',
        port: v ? 8080 : 80,
        targetType: elb.TargetType.IP,
      });
      alb(s).addListener('Http', { port: 80, open: false, defaultTargetGroups: [t] });
    }),
  ],
  'nlb-security-group-flag': [
    'hazard',
    'a network load balancer made without security groups takes none later: refused',
    flag(
      '@aws-cdk/aws-elasticloadbalancingv2:networkLoadBalancerWithSecurityGroupByDefault',
      (s) => new elb.NetworkLoadBalancer(s, 'Nlb', { vpc: vpcOf(s), vpcSubnets: PUB, internetFacing: true }),
    ),
  ],
  'instance-user-data': [
    'hazard',
    'userDataCausesReplacement: another instance with an empty disk',
    one((s, v) => {
      const u = ec2.UserData.forLinux();
      u.addCommands('dnf -y install postgresql16-server');
      if (v) u.addCommands('dnf -y install htop');
      new ec2.Instance(s, 'I', {
        vpc: vpcOf(s),
        vpcSubnets: PUB,
        instanceType: new ec2.InstanceType('t4g.small'),
        machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0aaa0000000000000' }),
        userData: u,
        userDataCausesReplacement: true,
      });
    }),
  ],
  'volume-encrypt-later': [
    'hazard',
    'encryption of a volume cannot be changed: updates are not supported',
    one(
      (s, v) =>
        new ec2.CfnVolume(s, 'V', { availabilityZone: 'eu-west-1a', size: 100, volumeType: 'gp3', encrypted: !!v }),
    ),
  ],
  'alb-renamed': [
    'hazard',
    'another load balancer: the host name that clients use goes away',
    one((s, v) => {
      const lb = new elb.ApplicationLoadBalancer(s, v ? 'PublicLb' : 'Lb', {
        vpc: vpcOf(s),
        vpcSubnets: PUB,
        internetFacing: true,
      });
      lb.addListener('Http', { port: 80, open: false, defaultAction: elb.ListenerAction.fixedResponse(200) });
      new cdk.CfnOutput(s, 'Url', { value: lb.loadBalancerDnsName });
    }),
  ],
  'vpc-renamed': [
    'hazard',
    'another network: the database stays in subnets that are to be deleted',
    one((s, v) => {
      const vpc = new ec2.Vpc(s, v ? 'Network' : 'Vpc', {
        maxAzs: 2,
        natGateways: 0,
        subnetConfiguration: [{ name: 'i', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      });
      db(s, { vpc });
    }),
  ],
  'state-machine-express-same-name': [
    'hazard',
    'another type is a replacement and the name is taken: refused',
    one(
      (s, v) =>
        new sfn.StateMachine(s, 'M', {
          stateMachineName: 'checkout',
          stateMachineType: v ? sfn.StateMachineType.EXPRESS : sfn.StateMachineType.STANDARD,
          definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(s, 'P')),
        }),
    ),
  ],
  'custom-resource-other-handler': [
    'hazard',
    'the service token of a custom resource cannot be changed: refused',
    one((s, v) => {
      const f = fn(s, v ? 'SeedHandler' : 'Handler');
      new cdk.CustomResource(s, 'Seed', { serviceToken: f.functionArn, resourceType: 'Custom::Seed' });
    }),
  ],
  'custom-resource-other-id': [
    'hazard',
    'another physical id: the clean-up calls onDelete and deletes what was just written',
    one((s, v) => awsCall(s, v ? 2 : 0)),
  ],
  // ---- hazards: structure
  'stacks-into-stage': [
    'hazard',
    'wrapped in a Stage: other stack names, everything is made again',
    (app, v) => {
      const scope = v ? new cdk.Stage(app, 'Prod', { env }) : app;
      const s = new S(scope, 'Shop', { env });
      new ddb.Table(s, 'T', { partitionKey: key });
      new s3.Bucket(s, 'B');
    },
  ],
  'export-moves-with-construct': [
    'hazard',
    'the old export goes while the other stack imports it',
    two((a, b, v) => {
      const t = new sns.Topic(v ? sub(a, 'Events') : a, 'Orders');
      new ssm.StringParameter(b, 'P', { stringValue: t.topicArn });
    }),
  ],

  // ---- safe
  'rds-minor-version': ['safe', 'in place', one((s, v) => db(s, { multiAz: true, engine: pgv(v ? '16.6' : '16.4') }))],
  'rds-storage-type-and-size': [
    'safe',
    'gp2 to gp3 and twice the size, in place',
    one((s, v) =>
      db(s, { storageType: v ? rds.StorageType.GP3 : rds.StorageType.GP2, allocatedStorage: v ? 200 : 100 }),
    ),
  ],
  'aurora-add-reader': [
    'safe',
    'creates only',
    one((s, v) =>
      aurora(s, {
        readers: v ? [rds.ClusterInstance.provisioned('r1', { instanceType: new ec2.InstanceType('r7g.large') })] : [],
      }),
    ),
  ],
  'table-on-demand-to-provisioned': [
    'safe',
    'in place',
    one(
      (s, v) =>
        new ddb.Table(s, 'T', {
          partitionKey: key,
          ...(v
            ? { billingMode: ddb.BillingMode.PROVISIONED, readCapacity: 50, writeCapacity: 50 }
            : { billingMode: ddb.BillingMode.PAY_PER_REQUEST }),
        }),
    ),
  ],
  'table-stream-and-consumer': [
    'safe',
    'a stream is switched on in place, the consumer is new',
    one((s, v) => {
      const t = new ddb.Table(s, 'T', {
          partitionKey: key,
          ...(v ? { stream: ddb.StreamViewType.NEW_AND_OLD_IMAGES } : {}),
        }),
        f = fn(s);
      if (v) f.addEventSource(new les.DynamoEventSource(t, { startingPosition: lambda.StartingPosition.LATEST }));
    }),
  ],
  'bucket-tiering-and-old-uploads': [
    'safe',
    'moves objects to another class and ends unfinished uploads; deletes no object',
    one(
      (s, v) =>
        new s3.Bucket(s, 'B', {
          lifecycleRules: v
            ? [
                {
                  abortIncompleteMultipartUploadAfter: cdk.Duration.days(7),
                  transitions: [
                    { storageClass: s3.StorageClass.INTELLIGENT_TIERING, transitionAfter: cdk.Duration.days(0) },
                  ],
                },
              ]
            : [],
        }),
    ),
  ],
  'search-version-with-policy': [
    'safe',
    'EnableVersionUpgrade: in place',
    one((s, v) =>
      domain(s, {
        enableVersionUpgrade: true,
        version: v ? os.EngineVersion.OPENSEARCH_2_17 : os.EngineVersion.OPENSEARCH_2_15,
      }),
    ),
  ],
  'kafka-more-storage': [
    'safe',
    'in place',
    one((s, v) => kafka(s, {}, { storageInfo: { ebsStorageInfo: { volumeSize: v ? 400 : 200 } } })),
  ],
  'queue-gets-dead-letters': [
    'safe',
    'in place',
    one(
      (s, v) =>
        new sqs.Queue(
          s,
          'Q',
          v
            ? {
                visibilityTimeout: cdk.Duration.minutes(5),
                retentionPeriod: cdk.Duration.days(14),
                deadLetterQueue: { queue: new sqs.Queue(s, 'Dead'), maxReceiveCount: 5 },
              }
            : {},
        ),
    ),
  ],
  'ecs-circuit-breaker-flag-on': [
    'safe',
    'only the deployment configuration changes',
    (app, v) => {
      app.node.setContext('@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker', true);
      const s = new S(app, 'Main', { env, stackName: 'main' });
      web(s, { svc: { serviceName: 'worker', ...(v ? { circuitBreaker: { rollback: true } } : {}) } });
    },
  ],
  'eks-security-group-added': [
    'safe',
    'subnets and security groups of a cluster are updated in place',
    one((s, v) => {
      const g = new ec2.SecurityGroup(s, 'G', { vpc: vpcOf(s) });
      k8s(s, v ? { securityGroup: g } : { securityGroup: new ec2.SecurityGroup(s, 'G0', { vpc: vpcOf(s) }) });
    }),
  ],
  'eks-nodegroup-more-nodes': [
    'safe',
    'in place',
    one(
      (s, v) =>
        new eks.CfnNodegroup(s, 'N', {
          clusterName: 'shop',
          nodegroupName: 'workers',
          nodeRole: 'arn:aws:iam::111111111111:role/nodes',
          subnets: ['subnet-0aaa0000000000001'],
          instanceTypes: ['m7g.large'],
          scalingConfig: { minSize: v ? 3 : 1, maxSize: v ? 40 : 4 },
        }),
    ),
  ],
  'api-method-added': [
    'safe',
    'another deployment is how a stage is updated',
    one((s, v) => {
      const api = new apigw.RestApi(s, 'Api');
      api.root.addMethod('GET');
      if (v) api.root.addResource('health').addMethod('GET');
    }),
  ],
  'site-deployment-more-memory': [
    'safe',
    'another handler and resource; the files are kept by the owner tag and retainOnDelete',
    one(
      (s, v) =>
        new s3d.BucketDeployment(s, 'Deploy', {
          destinationBucket: new s3.Bucket(s, 'B'),
          sources: [s3d.Source.data('index.html', '<h1>hi</h1>')],
          ...(v ? { memoryLimit: 512 } : {}),
        }),
    ),
  ],
  'stacks-into-stage-same-names': [
    'safe',
    'stack names and logical ids stay',
    (app, v) => {
      const scope = v ? new cdk.Stage(app, 'Prod', { env }) : app;
      const s = new S(scope, 'Shop', { env, stackName: 'Shop' });
      new ddb.Table(s, 'T', { partitionKey: key });
      new s3.Bucket(s, 'B');
    },
  ],
  'export-kept-by-hand': [
    'safe',
    'the consumer stops, exportValue keeps the export',
    two((a, b, v) => {
      const t = new sns.Topic(a, 'Orders');
      if (v) a.exportValue(t.topicArn);
      new ssm.StringParameter(b, 'P', { stringValue: v ? 'none' : t.topicArn });
    }),
  ],
  'tags-on-everything': [
    'safe',
    'tags are in place',
    (app, v) => {
      const s = new S(app, 'Main', { env, stackName: 'main' });
      db(s);
      new ddb.Table(s, 'T', { partitionKey: key });
      new s3.Bucket(s, 'B');
      new sqs.Queue(s, 'Q');
      web(s);
      if (v) cdk.Tags.of(app).add('team', 'shop');
    },
  ],
  'second-nat-gateway': [
    'safe',
    'creates a gateway and changes a route in place',
    one((s, v) => new ec2.Vpc(s, 'Vpc', { maxAzs: 2, natGateways: v ? 2 : 1 })),
  ],
  'distribution-behaviour-added': [
    'safe',
    'in place',
    one((s, v) =>
      dist(
        s,
        'Cdn',
        v
          ? {
              additionalBehaviors: {
                '/api/*': {
                  origin: new org.HttpOrigin('api.acme.example'),
                  cachePolicy: cf.CachePolicy.CACHING_DISABLED,
                },
              },
              comment: 'shop',
            }
          : {},
      ),
    ),
  ],
  'volume-bigger': [
    'safe',
    'in place',
    one(
      (s, v) =>
        new ec2.CfnVolume(s, 'V', {
          availabilityZone: 'eu-west-1a',
          size: v ? 200 : 100,
          volumeType: v ? 'gp3' : 'gp2',
          encrypted: true,
        }),
    ),
  ],
  'cache-one-node-fewer': [
    'safe',
    'a replica goes, in place',
    one((s, v) => cache(s, { numNodeGroups: undefined, replicasPerNodeGroup: undefined, numCacheClusters: v ? 2 : 3 })),
  ],
  'bucket-kept-from-now-on': [
    'safe',
    'a policy that keeps more',
    one((s, v) => {
      new s3.Bucket(s, 'B', { removalPolicy: v ? cdk.RemovalPolicy.RETAIN : cdk.RemovalPolicy.DESTROY });
      new ddb.Table(s, 'T', {
        partitionKey: key,
        deletionProtection: !!v,
        removalPolicy: v ? cdk.RemovalPolicy.RETAIN : cdk.RemovalPolicy.DESTROY,
      });
    }),
  ],
  'security-group-description': [
    'safe',
    'an unnamed group is made first, the database takes it in place, then the old one goes',
    one((s, v) =>
      db(s, {
        securityGroups: [
          new ec2.SecurityGroup(s, 'G', { vpc: vpcOf(s), description: v ? 'database of the shop' : 'database' }),
        ],
      }),
    ),
  ],
  'asg-other-image': [
    'safe',
    'another image rolls through the group',
    (app, v) => {
      app.node.setContext('@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig', true);
      const s = new S(app, 'Main', { env, stackName: 'main' });
      new asg.AutoScalingGroup(s, 'A', {
        vpc: vpcOf(s),
        vpcSubnets: PUB,
        instanceType: new ec2.InstanceType(v ? 't3.medium' : 't3.micro'),
        machineImage: ec2.MachineImage.genericLinux({
          'eu-west-1': v ? 'ami-0bbb0000000000000' : 'ami-0aaa0000000000000',
        }),
        minCapacity: 2,
        maxCapacity: 4,
        updatePolicy: asg.UpdatePolicy.rollingUpdate({ minInstancesInService: 1 }),
      });
    },
  ],
  'table-name-from-stack-name': [
    'safe',
    'the same name, now written with the stack name',
    one(
      (s, v) =>
        new ddb.Table(s, 'T', {
          partitionKey: key,
          tableName: v ? cdk.Fn.join('-', [cdk.Aws.STACK_NAME, 'orders']) : 'main-orders',
        }),
    ),
  ],
  'rds-port-as-text': [
    'safe',
    'the same port, now as text',
    one((s, v) => {
      const d = db(s, { port: 5432 });
      d.node.defaultChild.addPropertyOverride('Port', v ? '5432' : 5432);
      d.node.defaultChild.addPropertyOverride('StorageEncrypted', v ? 'true' : true);
    }),
  ],
  'bucket-name-with-account': [
    'safe',
    'the same name, now with the account of the environment',
    one(
      (s, v) =>
        new s3.Bucket(s, 'B', {
          bucketName: v
            ? cdk.Fn.join('', ['acme-media-', cdk.Aws.ACCOUNT_ID, '-', cdk.Aws.REGION])
            : 'acme-media-111111111111-eu-west-1',
        }),
    ),
  ],
  'vpc-by-attribute': [
    'safe',
    'the id of the network by Fn::GetAtt for Ref',
    one((s, v) => {
      const n = vpcOf(s).node.defaultChild;
      new elb.CfnTargetGroup(s, 'T', { port: 80, protocol: 'HTTP', targetType: 'ip', vpcId: v ? n.attrVpcId : n.ref });
    }),
  ],
  'table-name-join-to-sub': [
    'safe',
    'the same name of a parameter, by Fn::Sub for Fn::Join',
    one((s, v) => {
      const p = new cdk.CfnParameter(s, 'Tier', { default: 'prod' });
      new ddb.Table(s, 'T', {
        partitionKey: key,
        tableName: v ? cdk.Fn.sub('orders-${Tier}') : cdk.Fn.join('-', ['orders', p.valueAsString]),
      });
    }),
  ],
  'table-regions-reordered': [
    'safe',
    'the same replicas and indexes in another order',
    one((s, v) => {
      const r = [{ region: 'eu-central-1' }, { region: 'eu-west-2' }],
        i = [gsi('byOwner', 'owner'), gsi('byDate', 'date')];
      new ddb.TableV2(s, 'T', {
        partitionKey: key,
        replicas: v ? [...r].reverse() : r,
        globalSecondaryIndexes: v ? [...i].reverse() : i,
      });
    }),
  ],
};
const [out, ...names] = process.argv.slice(2);
const expected = {};
let bad = 0;
for (const [name, [verdict, why, f]] of Object.entries(cases)) {
  if (names.length && !names.includes(name)) continue;
  try {
    for (const v of [0, 1]) {
      const app = new cdk.App({
        outdir: path.join(out, name, v ? 'b' : 'a'),
        builtinCloudFormationValidation: false,
        context: { '@aws-cdk/core:validationReportPrettyPrint': false },
      });
      f(app, v);
      app.synth();
    }
    expected[name] = { verdict, why };
  } catch (e) {
    bad++;
    console.error(name + ': ' + e.message.split('\n').slice(0, 4).join(' | '));
  }
}
fs.writeFileSync(path.join(out, 'expected.json'), JSON.stringify(expected, null, 1));
const n = Object.values(expected).reduce((c, x) => (c[x.verdict]++, c), { hazard: 0, safe: 0 });
console.log(Object.keys(expected).length, 'pairs', JSON.stringify(n));
process.exitCode = bad ? 1 : 0;
