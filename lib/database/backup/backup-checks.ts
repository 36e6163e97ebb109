import { Token } from 'aws-cdk-lib';
import { check, isWholeWithin } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';

import { partitionOf } from './backup-copies';

/** What is checked of the copies of the backups. */
export interface BackupCopiesInput {
  /** The Region of the database. */
  readonly region: string;
  /** The Region of the copies; `undefined` where there are none. */
  readonly copiesRegion: string | undefined;
  /** The Region of their key, as far as it is known. */
  readonly copiesKeyRegion: string | undefined;
  readonly copiesDays: number | undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html */
const COPY_DAYS = { least: 1, most: 35 };
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

const known = (region: string | undefined): region is string => region !== undefined && !Token.isUnresolved(region);

export const BACKUP_CHECKS: readonly Check<BackupCopiesInput>[] = [
  check(
    'backupCopies (Region)',
    ({ copiesRegion }) => copiesRegion,
    ({ copiesRegion }) => copiesRegion !== undefined && !REGION.test(copiesRegion),
    "write the code of a Region, such as 'us-west-2'",
  ),
  check(
    'backupCopies (Region)',
    ({ copiesRegion }) => copiesRegion,
    ({ region, copiesRegion }) => copiesRegion === region,
    "the database is there itself, and its loss takes both. Name another Region: BackupCopies.partnerOf('…') knows one",
  ),
  check(
    'region and backupCopies (Region)',
    ({ region, copiesRegion }) => [region, copiesRegion],
    ({ region, copiesRegion }) =>
      known(region) && known(copiesRegion) && partitionOf(region) !== partitionOf(copiesRegion),
    'backups do not cross from one partition of AWS to another. Take a Region of the same one',
  ),
  check(
    'backupCopies (Region of the key)',
    ({ copiesKeyRegion }) => copiesKeyRegion,
    ({ copiesRegion, copiesKeyRegion }) =>
      known(copiesRegion) && copiesKeyRegion !== undefined && copiesKeyRegion !== copiesRegion,
    ({ copiesRegion }) => `copies want a key of their own Region, ${copiesRegion}: a BackupCopyKey in a stack of it`,
  ),
  check(
    'backupCopies (days)',
    ({ copiesDays }) => copiesDays,
    ({ copiesDays }) => copiesDays !== undefined && !isWholeWithin(copiesDays, COPY_DAYS),
    'copies are kept for 1 to 35 whole days',
  ),
];
