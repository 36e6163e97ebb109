import { changed } from './predicates';
import { rowsOf, templateReference, UpdateLimit } from './update-limit';

/** The last day on which the reference was published as text, from which the whole table was taken. */
const PUBLISHED = '2023-09-19';

/**
 * All properties of which the template reference says "Updates are not supported", and the specification that they
 * change in place (or may replace). Left out: those of DynamoDB indexes, which are judged as a list; tags of Cloud Map,
 * which are updated by now; and those that only report a state.
 */
export const NOT_SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  'AWS::CodeStar::GitHubRepository': [
    'Code',
    'EnableIssues',
    'IsPrivate',
    'RepositoryAccessToken',
    'RepositoryDescription',
    'RepositoryName',
    'RepositoryOwner',
  ],
  'AWS::EC2::Volume': ['AvailabilityZone', 'Encrypted', 'KmsKeyId', 'SnapshotId'],
  'AWS::Organizations::Account': ['AccountName', 'Email', 'RoleName'],
  'AWS::VerifiedPermissions::Policy': [
    'Definition.TemplateLinked.PolicyTemplateId',
    'Definition.TemplateLinked.Principal',
    'Definition.TemplateLinked.Resource',
  ],
  'AWS::WorkSpaces::Workspace': [
    'BundleId',
    'RootVolumeEncryptionEnabled',
    'UserVolumeEncryptionEnabled',
    'VolumeEncryptionKey',
  ],
};

/** What the service takes where nothing is given. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'AWS::EC2::Volume.Encrypted': false,
  'AWS::WorkSpaces::Workspace.RootVolumeEncryptionEnabled': false,
  'AWS::WorkSpaces::Workspace.UserVolumeEncryptionEnabled': false,
  'AWS::CodeStar::GitHubRepository.IsPrivate': false,
};

const FLAGS = /(Encrypted|Enabled|IsPrivate|EnableIssues)$/;
const REMEDIES: Readonly<Record<string, string>> = {
  'AWS::EC2::Volume':
    'Create a second volume with the new value from a snapshot of this one, attach it, and remove this one in a later step.',
  'AWS::Organizations::Account': 'Change it in the account itself, and let the template follow by an import.',
};

export const NOT_SUPPORTED_LIMITS: readonly UpdateLimit[] = Object.entries(NOT_SUPPORTED).flatMap(([type, paths]) =>
  rowsOf(
    { type, source: templateReference(type), date: PUBLISHED },
    paths.map((path) => ({
      path,
      when: changed(FLAGS.test(path) ? [false, true] : ['one', 'two'], DEFAULTS[`${type}.${path}`]),
      outcome: 'refused',
      why: 'the reference calls updates of it not supported',
      remedy: REMEDIES[type] ?? 'Keep the old value, or create a second resource with the new one beside it.',
    })),
  ),
);
