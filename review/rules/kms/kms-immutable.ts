import { Rule } from '../../model';
import { changesOfType, describe, same, show } from '../support';

/** What an unset property stands for, so that spelling the default out is no change. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  MultiRegion: false,
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
};

export const kmsImmutable: Rule = {
  id: 'kms-immutable',
  severities: ['hazard'],
  summary: 'A KMS key changes its multi-Region flag, key spec, key usage or origin.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kms-key.html',
  check: (context) =>
    changesOfType(context, 'AWS::KMS::Key').flatMap(({ stack, change }) =>
      change.properties
        .filter(
          ({ name, before, after }) =>
            Object.hasOwn(DEFAULTS, name) && !same(before ?? DEFAULTS[name], after ?? DEFAULTS[name]),
        )
        .map(({ name, before, after }) => ({
          severity: 'hazard' as const,
          stack,
          logicalId: change.logicalId,
          message: `${describe(change)} changes ${name} ${show(before)} → ${show(after)}: it is fixed when the key is created, and the update fails`,
          remedy:
            name === 'MultiRegion'
              ? 'Create keys for data that will cross Regions as multi-Region keys. For this one, create a second key and encrypt anew what needs it.'
              : 'Create a second key and encrypt anew what needs it.',
        })),
    ),
};
