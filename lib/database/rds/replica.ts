import { Validations } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

/**
 * One after the other: a change of all replicas, such as of the class, restarts each, and those that are left answer. By
 * the resource alone, so that neither logs nor alarms of one wait for another's.
 */
export function restartAfter(
  replica: rds.DatabaseInstanceReadReplica,
  earlier: rds.DatabaseInstanceReadReplica | undefined,
): void {
  if (!earlier) return;
  (replica.node.defaultChild as rds.CfnDBInstance).addResourceDependency(
    earlier.node.defaultChild as rds.CfnDBInstance,
  );
}

/** What CloudFormation takes from the source, or what a copy without data of its own does not need. */
export function acknowledgeReplica(replica: Construct): void {
  Validations.of(replica).acknowledge(
    { id: 'AwsSolutions-RDS2', reason: "A replica in the source's Region takes the source's encryption and key." },
    { id: 'AwsSolutions-RDS3', reason: 'Another replica, or the writer, answers when this one is lost.' },
    { id: 'AwsSolutions-RDS10', reason: 'A replica is a copy: going back to fewer of them must be possible.' },
    { id: 'AwsSolutions-RDS13', reason: 'A replica is a copy: its source is backed up.' },
    { id: 'CloudFormation-Validate::W3010', reason: "The zone is one of the VPC's own, so that replicas spread." },
  );
}
