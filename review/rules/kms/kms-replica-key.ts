import { Rule, RuleFinding } from '../../model';
import { isTrue, refusal, resolve, resourcesOf, valueAt } from '../support';

export const kmsReplicaKey: Rule = {
  id: 'kms-replica-key',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A replica of a KMS key whose primary is not multi-Region, or is in the same Region.',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::KMS::ReplicaKey').flatMap((replica): RuleFinding[] => {
      const primary = resolve(to, replica.stack, valueAt(replica.resource.Properties, 'PrimaryKeyArn'));
      if (primary?.resource.Type !== 'AWS::KMS::Key') return [];
      if (!isTrue(valueAt(primary.resource.Properties, 'MultiRegion'))) {
        const why = `its primary ${primary.logicalId} is a key of one Region`;
        return [
          refusal(replica, why, 'Make the primary multi-Region when it is created; that cannot be changed later.'),
        ];
      }
      const { region } = primary.stack;
      if (region !== replica.stack.region || region.startsWith('unknown-')) return [];
      const why = `its primary ${primary.logicalId} is in ${region} as well`;
      return [refusal(replica, why, 'Make the replica in a stack in another Region.')];
    }),
};
