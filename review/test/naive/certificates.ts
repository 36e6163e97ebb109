import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ENV, Expectation, NaiveApp } from './naive-app';

const HOME = { ...ENV, region: 'eu-west-1' };
const HOST = 'www.example.com';

interface Site {
  /** Where the certificate is made; none is used without it. */
  readonly certificateIn?: string;
  readonly names?: readonly string[];
  readonly retained?: boolean;
}

/** A site at home in Europe, and a certificate for its name. */
const site =
  ({ certificateIn, names = [HOST], retained }: Site) =>
  (app: App) => {
    const edge = new Stack(app, 'Edge', { env: HOME });
    const certificate = certificateIn ? certificateOf(app, certificateIn, names) : undefined;
    if (retained) certificate?.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new cloudfront.Distribution(edge, 'Site', {
      defaultBehavior: { origin: new origins.HttpOrigin('origin.example.com') },
      ...(certificate && { certificate: byArn(edge, certificate), domainNames: [...names] }),
    });
  };

function certificateOf(app: App, region: string, [domainName, ...subjectAlternativeNames]: readonly string[]) {
  const stack = new Stack(app, 'Certificates', { env: { ...ENV, region } });
  return new acm.Certificate(stack, 'Certificate', {
    domainName,
    subjectAlternativeNames,
    validation: acm.CertificateValidation.fromDns(),
  });
}

/** The L2 looks at the Region of a certificate that it knows; by its ARN it does not, as where it is read from a parameter. */
function byArn(scope: Stack, certificate: acm.ICertificate): acm.ICertificate {
  return acm.Certificate.fromCertificateArn(scope, 'Imported', certificate.certificateArn);
}

/** An origin with another one to fail over to. */
const failing = (allowedMethods: cloudfront.AllowedMethods, comment?: string) => (app: App) => {
  new cloudfront.Distribution(new Stack(app, 'Edge', { env: HOME }), 'Site', {
    comment,
    defaultBehavior: {
      origin: new origins.OriginGroup({
        primaryOrigin: new origins.HttpOrigin('one.example.com'),
        fallbackOrigin: new origins.HttpOrigin('two.example.com'),
      }),
      allowedMethods,
    },
  });
};

/** A key, and its replica for the backups in another Region. */
const key = (multiRegion: boolean, replicaIn?: string) => (app: App) => {
  const primary = new kms.Key(new Stack(app, 'Data', { env: HOME }), 'Key', { multiRegion });
  if (replicaIn === undefined) return;
  const away = new Stack(app, 'Backups', { env: { ...ENV, region: replicaIn } });
  new kms.CfnReplicaKey(away, 'Copy', {
    primaryKeyArn: primary.keyArn,
    keyPolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ENV.account}:root` }, Action: 'kms:*', Resource: '*' },
      ],
    },
  });
};

const hazard = (rule: string, stack: string, logicalId: string): Expectation => ({
  rule,
  severity: 'hazard',
  stack,
  logicalId,
});
const { ALLOW_ALL, ALLOW_GET_HEAD, ALLOW_GET_HEAD_OPTIONS } = cloudfront.AllowedMethods;
const GLOBAL = 'us-east-1';

export const CERTIFICATE_APPS: readonly NaiveApp[] = [
  {
    door: "certificate of a distribution: in the app's own Region",
    naive: {
      before: site({}),
      after: site({ certificateIn: HOME.region }),
      expect: hazard('certificate-region', 'Edge', 'SiteE53D7754'),
      outcome: 'fails',
    },
    safe: { before: site({}), after: site({ certificateIn: GLOBAL }) },
  },
  {
    door: 'certificate: for another name, while the distribution of a later stack has it',
    naive: {
      before: site({ certificateIn: GLOBAL }),
      after: site({ certificateIn: GLOBAL, names: [HOST, 'example.com'] }),
      expect: { ...hazard('deleted-in-use', 'Certificates', 'Certificate4E7ABB08'), severity: 'caution' },
      outcome: 'risks',
    },
    safe: {
      before: site({ certificateIn: GLOBAL, retained: true }),
      after: site({ certificateIn: GLOBAL, names: [HOST, 'example.com'], retained: true }),
    },
  },
  {
    door: 'origin group: for requests that write',
    naive: {
      before: failing(ALLOW_GET_HEAD),
      after: failing(ALLOW_ALL),
      expect: hazard('origin-group-methods', 'Edge', 'SiteE53D7754'),
      outcome: 'fails',
    },
    safe: { before: failing(ALLOW_GET_HEAD), after: failing(ALLOW_GET_HEAD_OPTIONS, 'The site') },
  },
  {
    door: 'KMS replica in another Region: of a key for one Region',
    naive: {
      before: key(false),
      after: key(false, 'eu-central-1'),
      expect: hazard('kms-replica-key', 'Backups', 'Copy'),
      outcome: 'fails',
    },
    safe: { before: key(true), after: key(true, 'eu-central-1') },
  },
];
