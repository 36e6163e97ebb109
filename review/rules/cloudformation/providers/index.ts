import { AWS_CALLS } from './aws-calls';
import { CERTIFICATE_REQUEST, isCertificateRequest } from './certificates';
import { DATA_PROVIDERS } from './data';
import { EKS_PROVIDERS } from './eks';
import { EXPORT_PROVIDERS } from './exports';
import { KUBERNETES_PROVIDERS } from './kubernetes';
import { NETWORK_PROVIDERS } from './network';
import { caution, CustomResourceEvent, isOn, nameOf, nothingToTell, Outcome, Provider } from './provider';
import { S3_PROVIDERS } from './s3';

/** A trigger runs a function of the app, which may do anything. */
function triggered({ request, young }: CustomResourceEvent): Outcome[] {
  if (request === 'delete' || (request === 'update' && !isOn(young.ExecuteOnHandlerChange, true))) return [];
  return [
    caution(
      `runs the function ${nameOf(young.HandlerArn)}: its code decides what is done`,
      'Read the code of the function for what it does when it runs again.',
    ),
  ];
}

const OTHERS: readonly Provider[] = [
  { types: ['Custom::Trigger'], handler: 'custom-resource-handlers/dist/triggers/lambda/index.js', judge: triggered },
  // They give back what they are given.
  {
    types: ['Custom::AWSCDKCfnJson', 'Custom::AWSCDKCfnJsonStringify'],
    handler: 'core/lib/dist/core/cfn-utils-provider/index.js',
    judge: nothingToTell,
  },
];

/** Every provider of custom resources that aws-cdk-lib ships. */
export const PROVIDERS: readonly Provider[] = [
  ...S3_PROVIDERS,
  ...DATA_PROVIDERS,
  ...NETWORK_PROVIDERS,
  ...EXPORT_PROVIDERS,
  ...EKS_PROVIDERS,
  ...KUBERNETES_PROVIDERS,
  ...AWS_CALLS,
  ...OTHERS,
  CERTIFICATE_REQUEST,
];

const BY_TYPE = new Map(PROVIDERS.flatMap((provider) => provider.types.map((type) => [type, provider] as const)));

/** The provider behind a custom resource, where it is one that the CDK ships. */
export function providerOf(event: CustomResourceEvent): Provider | undefined {
  const provider = BY_TYPE.get(event.located.change.type);
  return provider === CERTIFICATE_REQUEST && !isCertificateRequest(event) ? undefined : provider;
}
