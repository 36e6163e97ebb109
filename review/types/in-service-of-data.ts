import { Mechanism, Severity } from '../model';

/**
 * What data and identity services know under a name or an ID, and what runs of theirs have reached: nothing of it is
 * in a template, so that a new one begins without. Read on 2026-12-01.
 */
export const IN_SERVICE_OF_DATA: Readonly<
  Record<string, { readonly severity: Severity; readonly consequence: string; readonly mechanism: Mechanism }>
> = {
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html
  'AWS::Cognito::UserPoolGroup': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'the users in it are not in the new one, and lose what it allows them',
  },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
  'AWS::Cognito::UserPoolResourceServer': {
    severity: 'hazard',
    mechanism: 'down',
    consequence: 'its scopes have other names, and clients and APIs that ask for the old ones are refused',
  },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
  'AWS::Cognito::UserPoolIdentityProvider': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'who signed in through the old one is another user to the pool, without the profile of before',
  },
  // https://docs.aws.amazon.com/athena/latest/APIReference/API_DeleteWorkGroup.html
  'AWS::Athena::WorkGroup': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence:
      'its saved queries and history are not in the new one, and go with the old one where RecursiveDeleteOption is on',
  },
  // https://docs.aws.amazon.com/lake-formation/latest/dg/TBAC-creating-tags.html
  'AWS::LakeFormation::Tag': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'tables that carry the old one, and grants by it, are without it',
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-instance.html
  'AWS::S3::AccessGrantsInstance': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'grants and locations that were made in it go with it',
  },
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeleteDeliveryStream.html
  'AWS::KinesisFirehose::DeliveryStream': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'producers that hold the name of the old one are refused, and what it has not delivered may be lost',
  },
  // https://docs.aws.amazon.com/managed-flink/latest/java/how-snapshots.html
  'AWS::KinesisAnalyticsV2::Application': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'the new one begins without the state, snapshots and position of the old one',
  },
  'AWS::KinesisAnalytics::Application': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'the new one begins without the state and position of the old one',
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-connectors.html
  'AWS::KafkaConnect::Connector': {
    severity: 'hazard',
    mechanism: 'lost',
    consequence: 'the new one begins anew, not at the offsets that the old one has reached',
  },
  // https://docs.aws.amazon.com/msk/latest/developerguide/msk-replicator.html
  'AWS::MSK::Replicator': {
    severity: 'caution',
    mechanism: 'lost',
    consequence: 'the new one begins at its own starting position, not where the old one has come to',
  },
  // https://docs.aws.amazon.com/glue/latest/dg/monitor-continuations.html
  'AWS::Glue::Job': {
    severity: 'caution',
    mechanism: 'lost',
    consequence: 'its job bookmark is not in the new one, which takes all data for new',
  },
  // https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
  'AWS::KMS::Alias': {
    severity: 'caution',
    mechanism: 'address-changed',
    consequence: 'code and policies that name the old one are refused',
  },
};
