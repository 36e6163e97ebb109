import { isCustom } from '../../compare/property-changes';
import { Rule } from '../../model';
import { own } from '../../read/unreadable';
import { changesOf } from '../support';

const VERB: Readonly<Record<string, string>> = {
  create: 'is created',
  update: 'is updated',
  replace: 'is replaced',
  destroy: 'is deleted',
  orphan: 'leaves the stack',
  move: 'moves',
};

/** What those that the CDK brings itself do. */
const KNOWN: Readonly<Record<string, string>> = {
  'Custom::AWS': 'it calls the AWS operations that its properties name',
  'Custom::CDKBucketDeployment':
    'it copies files to a bucket and, unless told otherwise, deletes what is not among them',
  'Custom::CrossRegionExportReader': 'it keeps parameters of another Region from being deleted',
  'Custom::CrossRegionExportWriter': 'it writes parameters for another Region, and refuses to change those in use',
  'Custom::DynamoDBReplica':
    'it adds a replica to a table, and, without SkipReplicaDeletion, deletes it with its items when it goes',
  'Custom::ECRAutoDeleteImages': 'it deletes all images of its repository when it goes',
  'Custom::LogRetention':
    'it sets the retention of a log group, which stays when it goes unless its RemovalPolicy is destroy',
  'Custom::S3AutoDeleteObjects': 'it deletes all objects of its bucket when it goes',
  'Custom::S3BucketNotifications': 'it sets the notifications of a bucket',
  'Custom::VpcRestrictDefaultSG':
    "it takes the rules out of the VPC's default security group, and puts them back when it goes",
};
const UNKNOWN = 'its code decides what is done, and a new physical ID makes CloudFormation delete the old one';

export const customResource: Rule = {
  id: 'custom-resource',
  mechanism: 'unknown',
  severities: ['caution'],
  summary: 'A custom resource changes: what happens is up to the code behind its service token.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => isCustom(change.type))
      .map(({ stack, change }) => ({
        severity: 'caution',
        stack,
        logicalId: change.logicalId,
        message: `The custom resource ${change.type} ${change.path} ${VERB[change.action]}${change.properties.length > 0 ? ` (${change.properties.map(({ name }) => name).join(', ')})` : ''}: ${own(KNOWN, change.type) ?? UNKNOWN}`,
        remedy: 'Read the code behind its service token for what it does on this event.',
      })),
};
