import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { acknowledgeActions } from './acknowledge-objects';

/** What CDK grants on the key of a queue or a topic to whoever sends. */
const SENDING = ['kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** Acknowledges the actions that a sender has on a key of the app's owner. */
export function acknowledgeKey(grantee: iam.IGrantable, key: kms.IKeyRef | undefined): void {
  if (key)
    acknowledgeActions(grantee, SENDING, 'The forms of one call each, on one key, as CDK grants them to senders.');
}
