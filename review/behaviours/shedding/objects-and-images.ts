import { sameValue } from '../../compare/values';
import { isObject } from '../../read/unreadable';
import { isOn, keptNoMore, listOf, numberFrom, Shed, SheddingProperty, within } from './shed';

type Rule = Record<string, unknown>;

const EXPIRE = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html';

/** After how many days a rule deletes: `Infinity` where it does not. A date counts as at once. */
const current = (rule: Rule) =>
  rule.ExpirationDate !== undefined ? 0 : days(rule.ExpirationInDays ?? within(rule, ['Expiration', 'Days']));
const noncurrent = (rule: Rule) =>
  days(within(rule, ['NoncurrentVersionExpiration', 'NoncurrentDays']) ?? rule.NoncurrentVersionExpirationInDays);

function days(value: unknown): number {
  return value === undefined ? Infinity : (numberFrom(value) ?? 0);
}

const enabled = (rule: Rule) => rule.Status === 'Enabled';
const prefixOf = (rule: Rule) => String(rule.Prefix ?? '');

/** Whether one rule reaches every object that another reaches. */
function reachesAllOf(rule: Rule, other: Rule): boolean {
  const narrower = ['TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].every(
    (filter) => rule[filter] === undefined || sameValue(rule[filter], other[filter]),
  );
  return narrower && prefixOf(other).startsWith(prefixOf(rule));
}

const place = (rule: Rule) => {
  const tags = rule.TagFilters === undefined ? '' : ' with certain tags';
  return `${prefixOf(rule) === '' ? 'objects' : `objects below ${JSON.stringify(prefixOf(rule))}`}${tags}`;
};

function judgeLifecycle(before: unknown, after: unknown): Shed[] {
  const rulesOf = (value: unknown) =>
    listOf(within(value, ['Rules']))
      .filter(isObject)
      .filter(enabled);
  const old = rulesOf(before);
  return rulesOf(after).flatMap((rule): Shed[] => {
    const worse = (of: (one: Rule) => number) =>
      of(rule) < Infinity && !old.some((other) => reachesAllOf(other, rule) && of(other) <= of(rule));
    return [
      ...(worse(current)
        ? [
            {
              severity: 'hazard' as const,
              what: `expires ${place(rule)} after ${current(rule)} days (a lifecycle rule that is new or reaches further): S3 deletes those that are older already, within a day or two`,
            },
          ]
        : []),
      ...(worse(noncurrent)
        ? [
            {
              severity: 'hazard' as const,
              what: `deletes noncurrent versions of ${place(rule)} after ${noncurrent(rule)} days (a lifecycle rule that is new or reaches further): what was overwritten or deleted before cannot be restored`,
            },
          ]
        : []),
    ];
  });
}

function judgeReplication(before: unknown, after: unknown): Shed[] {
  const active = (value: unknown) =>
    listOf(within(value, ['Rules']))
      .filter(isObject)
      .filter(enabled).length;
  if (active(before) === 0 || active(after) >= active(before)) return [];
  const severity = active(after) === 0 ? 'hazard' : 'caution';
  return [{ severity, what: 'is replicated no more, or less of it: the copy gets none of the later objects' }];
}

interface ImageRule {
  readonly selection?: { readonly tagStatus?: string; readonly countType?: string; readonly countNumber?: number };
}

/** The rules of a lifecycle policy of ECR; undefined where only the deployment knows them. */
function imageRules(policy: unknown): ImageRule[] | undefined {
  const text = within(policy, ['LifecyclePolicyText']);
  if (text === undefined) return [];
  try {
    const parsed: unknown = typeof text === 'string' ? JSON.parse(text) : text;
    return isObject(parsed) && Array.isArray(parsed.rules) ? (parsed.rules as ImageRule[]) : undefined;
  } catch {
    return undefined;
  }
}

function judgeImages(before: unknown, after: unknown): Shed[] {
  const [old, now] = [imageRules(before), imageRules(after)];
  if (now === undefined) {
    return [
      { severity: 'caution', what: 'gets a lifecycle policy that only the deployment knows: it may expire images' },
    ];
  }
  const gentler = ({ selection: it }: ImageRule) =>
    (old ?? []).some(
      ({ selection: was }) =>
        was?.countType === it?.countType &&
        (was?.tagStatus === it?.tagStatus || was?.tagStatus === 'any') &&
        (was?.countNumber ?? Infinity) <= (it?.countNumber ?? 0),
    );
  return now
    .filter((rule) => !gentler(rule))
    .map(({ selection }) => {
      const untagged = selection?.tagStatus === 'untagged';
      return {
        severity: untagged ? ('caution' as const) : ('hazard' as const),
        what: `expires ${untagged ? 'untagged images' : 'images'} by a lifecycle rule that is new or reaches further (${selection?.countType} ${selection?.countNumber}): ECR deletes those that are there already, within a day`,
      };
    });
}

/** S3 and ECR. Read on 2026-12-01. */
export const OBJECTS_AND_IMAGES: readonly SheddingProperty[] = [
  {
    types: ['AWS::S3::Bucket'],
    property: 'LifecycleConfiguration',
    remedy: 'Limit the rule to a prefix or tag that only new objects have, or list first what it would delete.',
    source: EXPIRE,
    judge: judgeLifecycle,
  },
  keptNoMore({
    types: ['AWS::S3::Bucket'],
    property: 'VersioningConfiguration',
    path: ['Status'],
    keeps: (value) => value === 'Enabled',
    what: 'suspends versioning: from then on an object that is overwritten or deleted is gone',
    remedy: 'Leave versioning on; limit what it costs by a lifecycle rule for noncurrent versions.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html',
  }),
  {
    types: ['AWS::S3::Bucket'],
    property: 'ReplicationConfiguration',
    remedy: 'Keep the replication, or have another copy first.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html',
    judge: judgeReplication,
  },
  keptNoMore({
    types: ['AWS::S3::Bucket'],
    property: 'ObjectLockConfiguration',
    path: ['Rule'],
    keeps: (value) => value !== undefined,
    what: 'locks new objects no more (ObjectLockConfiguration.Rule): they can be deleted at any time',
    severity: 'caution',
    remedy: 'Keep the default retention.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  }),
  {
    types: ['AWS::ECR::Repository'],
    property: 'LifecyclePolicy',
    remedy: 'Preview the lifecycle policy in ECR, and keep every image that something deployed refers to.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html',
    judge: judgeImages,
  },
  keptNoMore({
    types: ['AWS::ECR::Repository'],
    property: 'EmptyOnDelete',
    keeps: (value) => !isOn(value),
    what: 'will be deleted with all that is in it when it goes (EmptyOnDelete)',
    severity: 'caution',
    remedy: 'Leave EmptyOnDelete unset.',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-delete.html',
  }),
];
