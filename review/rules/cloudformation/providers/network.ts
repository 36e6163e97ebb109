import { changesOf, same } from '../../support';
import {
  caution,
  CustomResourceEvent,
  hazard,
  isChanged,
  isNew,
  nameOf,
  nothingToTell,
  Outcome,
  Provider,
} from './provider';

const HANDLERS = 'custom-resource-handlers/dist';
const OIDC = 'Custom::AWSCDKOpenIdConnectProvider';

function restricted(event: CustomResourceEvent): Outcome[] {
  const { request, young } = event;
  if (request === 'delete') return [];
  if (
    isNew(event, young.DefaultSecurityGroupId) ||
    (request === 'update' && !isChanged(event, 'DefaultSecurityGroupId'))
  )
    return [];
  return [
    caution(
      `takes the rules out of the default security group of a network that was there before (${nameOf(young.DefaultSecurityGroupId)}): what was made without a security group of its own is cut off`,
      'Look for network interfaces in the default security group, and give them another one first.',
    ),
  ];
}

function delegated(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  if (request === 'create') return [];
  if (request === 'delete' || isChanged(event, 'DelegatedZoneName')) {
    const goes = request === 'delete' ? 'is deleted' : `delegates ${nameOf(young.DelegatedZoneName)} instead`;
    return [
      hazard(
        `${goes}: its handler deletes the NS record of ${nameOf(old.DelegatedZoneName)} in the parent zone, and no name below it resolves any more`,
        'Keep the delegation until nobody asks for names of the zone.',
      ),
    ];
  }
  if (!isChanged(event, 'DelegatedZoneNameServers')) return [];
  return [
    caution(
      `points ${nameOf(old.DelegatedZoneName)} to other name servers: resolvers go on asking the old ones until the TTL of the NS record is over`,
      'Keep the old zone with its records until then.',
    ),
  ];
}

function recordTaken(event: CustomResourceEvent): Outcome[] {
  if (event.request !== 'create') return [];
  return [
    caution(
      `deletes the record ${nameOf(event.young.RecordName)} that is there, before the stack makes its own: the name does not resolve in between`,
      'Check that it is the record which the stack makes again, at an hour of little traffic.',
    ),
  ];
}

/** A provider is one for each URL of an account; the handler makes another when the URL changes. */
function federated(event: CustomResourceEvent): Outcome[] {
  const { request, old, young, context, located } = event;
  if (request === 'create') {
    const rival = changesOf(context).find(({ stack, change }) => {
      const goes = ['destroy', 'move', 'orphan'].includes(change.action) && change.type === OIDC;
      return goes && same(context.stackBefore(stack)?.template.Resources[change.logicalId]?.Properties?.Url, young.Url);
    });
    if (!rival) return [];
    return [
      hazard(
        `is refused: an account has one OIDC provider of the URL ${nameOf(young.Url)}, and ${rival.stack}/${rival.change.logicalId} has it until it goes`,
        `Keep its logical ID (\`overrideLogicalId('${rival.change.logicalId}')\`, or \`cdk refactor\`).`,
      ),
    ];
  }
  if (request === 'update' && !isChanged(event, 'Url')) return [];
  return [
    caution(
      `${request === 'delete' ? 'is deleted' : `becomes another provider (Url ${nameOf(old.Url)} → ${nameOf(young.Url)}), and the old one is deleted`}: who signs in by the ARN of ${located.change.path} is refused, in roles outside the stack as well`,
      'Make the new provider beside the old one, change the trust policies, and take the old one away in a later step.',
    ),
  ];
}

export const NETWORK_PROVIDERS: readonly Provider[] = [
  {
    types: ['Custom::VpcRestrictDefaultSG'],
    handler: `${HANDLERS}/aws-ec2/restrict-default-security-group-handler/index.js`,
    judge: restricted,
  },
  {
    types: ['Custom::CrossAccountZoneDelegation'],
    handler: `${HANDLERS}/aws-route53/cross-account-zone-delegation-handler/index.js`,
    judge: delegated,
  },
  {
    types: ['Custom::DeleteExistingRecordSet'],
    handler: `${HANDLERS}/aws-route53/delete-existing-record-set-handler/index.js`,
    judge: recordTaken,
  },
  { types: [OIDC], handler: `${HANDLERS}/aws-iam/oidc-handler/index.js`, judge: federated },
  // It reads the ARN of a function in another Region.
  {
    types: ['Custom::CrossRegionStringParameterReader'],
    handler: `${HANDLERS}/aws-cloudfront/edge-function/index.js`,
    judge: nothingToTell,
  },
];
