import { Validations } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { BackupCopies } from '../backup/backup-copies';
import { DatabaseSource } from './database-source';

/** What the L2 of an instance has no props for: by its L1, so that it stays the same resource in every stage. */
function resourceOf(instance: rds.DatabaseInstance): rds.CfnDBInstance {
  return instance.node.defaultChild as rds.CfnDBInstance;
}

/** Has RDS copy the backups to another Region. The database may come and go there as an update in place. */
export function copyBackups(instance: rds.DatabaseInstance, copies: BackupCopies, days: number | undefined): void {
  if (copies._region === undefined) return;
  const resource = resourceOf(instance);
  resource.automaticBackupReplicationRegion = copies._region;
  resource.automaticBackupReplicationKmsKeyId = copies._key?.keyArn;
  resource.automaticBackupReplicationRetentionPeriod = days;
}

/** Begins with the data of a backup, from which comes all that CloudFormation refuses beside it. */
export function restoreFrom(instance: rds.DatabaseInstance, source: DatabaseSource): void {
  if (!source._restores) return;
  const resource = resourceOf(instance);
  Object.assign(resource, source._properties);
  Object.assign(resource, {
    dbName: undefined,
    kmsKeyId: undefined,
    masterUsername: undefined,
    storageEncrypted: undefined,
  });
  Validations.of(instance).acknowledge({
    id: 'AwsSolutions-RDS2',
    reason: 'A restored database takes encryption and key from its backup, and CloudFormation refuses both beside it.',
  });
}

/** What a writer is found fault with, and why. */
export function acknowledgeWriter(instance: rds.DatabaseInstance, writer: WriterFindings): void {
  const { majorVersionsListed, multiAz, protectionOffReason } = writer;
  if (!majorVersionsListed) {
    Validations.of(instance).acknowledge({
      id: 'CloudFormation-Validate::E9006',
      reason: 'RDS takes the release series and picks the minor version; the validation lists full versions alone.',
    });
  }
  if (!multiAz) {
    Validations.of(instance).acknowledge({
      id: 'AwsSolutions-RDS3',
      reason: 'Availability.singleAz() was chosen: half the price at the start, and Multi-AZ is an in-place update.',
    });
  }
  if (protectionOffReason !== undefined) {
    Validations.of(instance).acknowledge({ id: 'AwsSolutions-RDS10', reason: protectionOffReason });
  }
}

export interface WriterFindings {
  readonly majorVersionsListed: boolean;
  readonly multiAz: boolean;
  readonly protectionOffReason: string | undefined;
}
