import { caution, CustomResourceEvent, isChanged, nameOf, Outcome, Provider } from './provider';

const IDENTITY = ['DomainName', 'HostedZoneId', 'CertificateTransparencyLoggingPreference', 'Region'];

/** Whether a resource without a type of its own is a request for a certificate, told by what it is asked. */
export function isCertificateRequest(event: CustomResourceEvent): boolean {
  const properties = event.request === 'delete' ? event.old : event.young;
  const asked = 'DomainName' in properties && 'HostedZoneId' in properties;
  return asked && /CertificateRequestorResource/.test(event.located.change.logicalId);
}

/** The handler compares lists of alternative names by identity, so that with one every update requests anew. */
function requested(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  const again = IDENTITY.some((name) => isChanged(event, name)) || young.SubjectAlternativeNames !== undefined;
  if (request === 'create' || (request === 'update' && !again)) return [];
  const RemovalPolicy = old.RemovalPolicy ?? 'destroy';
  if (request === 'delete' && RemovalPolicy !== 'destroy') return [];
  const what =
    request === 'delete'
      ? `is deleted: its handler deletes the certificate of ${nameOf(old.DomainName)} once nothing uses it, and fails after some minutes where something does`
      : `requests another certificate for ${nameOf(young.DomainName)}, and the old one is deleted once nothing uses it`;
  return [
    caution(what, 'Let all who use the old certificate change over first; those in other stacks are deployed later.'),
  ];
}

export const CERTIFICATE_REQUEST: Provider = {
  types: ['AWS::CloudFormation::CustomResource'],
  handler: 'custom-resource-handlers/dist/aws-certificatemanager/dns-validated-certificate-handler/index.js',
  judge: requested,
};
