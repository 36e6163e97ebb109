import { Rule } from '../../model';
import { after, before, changesOfType, describe, isTrue, isUpdate, show, valueAt } from '../support';

export const elasticacheTls: Rule = {
  id: 'elasticache-tls',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'Encryption in transit of a cache is required at once, not preferred first: refused.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticache-replicationgroup.html#cfn-elasticache-replicationgroup-transitencryptionmode',
  check: (context) =>
    changesOfType(context, 'AWS::ElastiCache::ReplicationGroup')
      .filter(isUpdate)
      .flatMap((located) => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const wasOn = isTrue(valueAt(old, 'TransitEncryptionEnabled'));
        const mode = valueAt(young, 'TransitEncryptionMode');
        if (wasOn || !isTrue(valueAt(young, 'TransitEncryptionEnabled')) || mode === 'preferred') return [];
        return [
          {
            severity: 'hazard',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} turns encryption in transit on with TransitEncryptionMode ${show(mode)}: ElastiCache refuses it, for it takes two steps, preferred and then required`,
            remedy:
              'Create caches with encryption in transit. For this one, deploy TransitEncryptionMode preferred, move all clients to TLS, and deploy required in a later step.',
          },
        ];
      }),
};
