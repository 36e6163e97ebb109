import { Resource } from '../../../model';
import { listAt, references, same, valueAt } from '../../support';
import {
  caution,
  CustomResourceEvent,
  hazard,
  isChanged,
  isNew,
  isOn,
  keepId,
  nameOf,
  nothingToTell,
  Outcome,
  Provider,
  remains,
  twinOf,
} from './provider';

type Properties = Readonly<Record<string, unknown>>;

const DEPLOYMENT = 'Custom::CDKBucketDeployment';
const HANDLERS = 'custom-resource-handlers/dist';

const prefixOf = ({ DestinationBucketKeyPrefix: prefix }: Properties): string =>
  prefix === undefined || prefix === '/' ? '' : String(prefix).replace(/\/?$/, '/');

/** The handler compares prefixes as they are given. */
const asGiven = ({ DestinationBucketKeyPrefix: prefix }: Properties): unknown =>
  prefix === undefined || prefix === '/' ? '' : prefix;

const destination = (of: Properties): string =>
  `s3://${nameOf(of.DestinationBucketName)}/${typeof of.DestinationBucketKeyPrefix === 'object' ? nameOf(of.DestinationBucketKeyPrefix) : prefixOf(of)}`;

const within = (left: Properties, right: Properties): boolean =>
  same(left.DestinationBucketName, right.DestinationBucketName) && prefixOf(left).startsWith(prefixOf(right));

/** The deployments of a stack in one of its two states, without the one that is looked at. */
function others({ context, located }: CustomResourceEvent, state: 'before' | 'after'): Properties[] {
  const stack = state === 'before' ? context.stackBefore(located.stack) : context.stackAfter(located.stack);
  return Object.entries(stack?.template.Resources ?? {}).flatMap(
    ([id, { Type, Properties = {} }]: [string, Resource]) =>
      Type === DEPLOYMENT && id !== located.change.logicalId ? [Properties] : [],
  );
}

/** What a copy takes away from the place that it is made to. */
function pruned(event: CustomResourceEvent): Outcome[] {
  const { young } = event;
  if (!isOn(young.Prune, true) || isNew(event, young.DestinationBucketName)) return [];
  const shared = others(event, 'after').filter((other) => within(other, young) && !listAt(young, 'Exclude').length);
  if (shared.length > 0 && !others(event, 'before').some((other) => same(destination(other), destination(young)))) {
    return [
      hazard(
        `deletes all that is not among its files under ${destination(young)} (Prune is on), where another deployment of the stack keeps its own`,
        'Set `prune: false`, give each deployment a prefix of its own (`destinationKeyPrefix`), or give one deployment all sources.',
      ),
    ];
  }
  if (others(event, 'before').some((other) => within(young, other))) return [];
  return [
    caution(
      `deletes all that is not among its files under ${destination(young)} (Prune is on), a place that was there before`,
      'Look at what is there. Set `prune: false`, or `exclude` what must stay.',
    ),
  ];
}

/** What goes with the old place, whose files are not kept. */
function emptied(event: CustomResourceEvent, why: string): Outcome[] {
  const { old } = event;
  if (isOn(old.RetainOnDelete, true) || !remains(event, old.DestinationBucketName)) return [];
  const kept = others(event, 'after').some((other) => same(destination(other), destination(old)));
  if (kept && event.request === 'delete') return [];
  return [
    hazard(
      `${why}, and RetainOnDelete is false: its handler deletes every object under ${destination(old)}, also those that it did not put there`,
      'First deploy the change to `retainOnDelete: true` alone, then this one.',
    ),
  ];
}

function deployed(event: CustomResourceEvent): Outcome[] {
  if (event.request === 'create') return pruned(event);
  if (event.request === 'delete') return emptied(event, 'is deleted');
  const moved = isChanged(event, 'DestinationBucketName') || !same(asGiven(event.old), asGiven(event.young));
  const looked = [
    // The handler asks the new properties whether the old files are kept.
    ...(moved && !isOn(event.young.RetainOnDelete, true)
      ? emptied(
          { ...event, old: { ...event.old, RetainOnDelete: false } },
          `goes from ${destination(event.old)} to ${destination(event.young)}`,
        )
      : []),
    ...(moved ? pruned(event) : []),
  ];
  const begins = isOn(event.young.Prune, true) && !isOn(event.old.Prune, true);
  if (begins && !moved) {
    looked.push(
      hazard(
        `begins to delete all that is not among its files under ${destination(event.young)} (Prune false → true), which someone else may have put there`,
        'Look at what is there, or `exclude` what must stay.',
      ),
    );
  }
  return looked;
}

/** Deletes what a bucket or repository holds, if that has the tag for it when the deletion comes. */
const emptying =
  (property: string, tag: string, what: string) =>
  (event: CustomResourceEvent): Outcome[] => {
    const { old, request, context, located } = event;
    if (request === 'create' || (request === 'update' && !isChanged(event, property))) return [];
    const [id] = references(old[property]);
    const target = id === undefined ? undefined : context.stackAfter(located.stack)?.template.Resources[id];
    const last = target ?? (id === undefined ? undefined : context.stackBefore(located.stack)?.template.Resources[id]);
    const tagged = last === undefined || listAt(last.Properties, 'Tags').some((one) => same(valueAt(one, 'Key'), tag));
    // What goes with its bucket, or comes after the tag was taken away, is told of the bucket, or harms nothing.
    if (!tagged || !remains(event, old[property])) return [];
    const goes =
      request === 'delete' ? 'is deleted' : `goes from ${nameOf(old[property])} to ${nameOf(event.young[property])}`;
    return [
      hazard(
        `${goes}, and its handler deletes all ${what} of ${nameOf(old[property])}, which stays`,
        `Take the tag ${tag} away from ${nameOf(old[property])} first (deployed alone): the handler leaves what has no such tag.`,
      ),
    ];
  };

function notified(event: CustomResourceEvent): Outcome[] {
  const { request, old } = event;
  const gone = request === 'delete' ? 'is deleted' : 'goes to another bucket';
  if (request === 'create' || (request === 'update' && !isChanged(event, 'BucketName'))) return [];
  if (!remains(event, old.BucketName)) return [];
  const twin = request === 'delete' ? twinOf(event, (young) => same(young.BucketName, old.BucketName)) : undefined;
  if (twin !== undefined) {
    return [
      hazard(
        `is deleted after ${twin} was created for the bucket ${nameOf(old.BucketName)}: its handler takes the notifications away that were just set`,
        keepId(event),
      ),
    ];
  }
  const effect = request === 'delete' ? 'sends no notification of it any more' : 'keeps the notifications that it has';
  return [caution(`${gone}: the bucket ${nameOf(old.BucketName)} ${effect}`, 'Check that nobody waits for them.')];
}

export const S3_PROVIDERS: readonly Provider[] = [
  { types: [DEPLOYMENT], handler: `${HANDLERS}/aws-s3-deployment/bucket-deployment-handler/index.py`, judge: deployed },
  {
    types: ['Custom::S3AutoDeleteObjects'],
    handler: `${HANDLERS}/aws-s3/auto-delete-objects-handler/index.js`,
    judge: emptying('BucketName', 'aws-cdk:auto-delete-objects', 'objects'),
  },
  {
    types: ['Custom::ECRAutoDeleteImages'],
    handler: `${HANDLERS}/aws-ecr/auto-delete-images-handler/index.js`,
    judge: emptying('RepositoryName', 'aws-cdk:auto-delete-images', 'images'),
  },
  {
    types: ['Custom::S3BucketNotifications'],
    handler: `${HANDLERS}/aws-s3/notifications-resource-handler/index.py`,
    judge: notified,
  },
  // It deletes the version that it copied itself, and no other.
  {
    types: ['Custom::S3ObjectCopy'],
    handler: `${HANDLERS}/aws-s3-deployment/s3-object-copy-handler/index.js`,
    judge: nothingToTell,
  },
];
