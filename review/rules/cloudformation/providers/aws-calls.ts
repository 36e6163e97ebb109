import { partsOf } from '../../../compare/normal/text';
import { isObject } from '../../../read/unreadable';
import { references, same, valueAt } from '../../support';
import { caution, CustomResourceEvent, hazard, keepId, Outcome, Provider, twinOf } from './provider';

/** A call as the handler gets it: written as JSON text, in which tokens may stand. */
interface Call {
  readonly name: string;
  readonly id: unknown;
  readonly idFromResponse: boolean;
  readonly parameters: unknown;
}

type Named = 'Create' | 'Update' | 'Delete';

/** Operations that only read. */
const READS = /^(get|describe|list|head|lookup|search|query|scan|batchGet|filter|check|test|simulate|select|estimate)/i;

const OPEN = '\ue000';

/** The text with a mark for each value that only the deployment knows, so that it can be read. */
function callOf(written: unknown): Call | 'unreadable' | undefined {
  if (written === undefined) return undefined;
  const marks = new Map<string, unknown>();
  const text = partsOf(written).map((part) => {
    if (typeof part === 'string') return part;
    const mark = `${OPEN}${marks.size}${OPEN}`;
    marks.set(mark, part);
    return JSON.stringify(mark).slice(1, -1);
  });
  const call = parsed(text.join(''));
  if (!isObject(call)) return 'unreadable';
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return restored(value, marks);
    if (Array.isArray(value)) return value.map(filled);
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]))
      : value;
  };
  return {
    name: `${String(call.service)}:${String(call.action)}`,
    id: filled(valueAt(call, 'physicalResourceId.id')),
    idFromResponse: valueAt(call, 'physicalResourceId.responsePath') !== undefined,
    parameters: filled(call.parameters),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function restored(text: string, marks: ReadonlyMap<string, unknown>): unknown {
  const parts = text.split(/(\ue000\d+\ue000)/).filter((part) => part !== '');
  const whole = parts.map((part) => marks.get(part) ?? part);
  return whole.length === 1 ? whole[0] : { 'Fn::Join': ['', whole] };
}

const sameCall = (call: Call, other: Call | 'unreadable' | undefined): boolean =>
  other !== undefined && other !== 'unreadable' && call.name === other.name && same(call.parameters, other.parameters);

const callIn = (properties: Readonly<Record<string, unknown>>, name: Named) => callOf(properties[name]);
const reads = (call: Call): boolean => READS.test(call.name.split(':')[1] ?? '');

const REMEDY = 'Read the call in the app: what it does is up to the operation and its parameters.';

function created(event: CustomResourceEvent): Outcome[] {
  const call = callIn(event.young, 'Create');
  if (call === undefined || (call !== 'unreadable' && reads(call))) return [];
  return [caution(`calls ${call === 'unreadable' ? 'an AWS operation' : call.name} as it is created`, REMEDY)];
}

function deleted(event: CustomResourceEvent): Outcome[] {
  const call = callIn(event.old, 'Delete');
  if (call === undefined || (call !== 'unreadable' && reads(call))) return [];
  const name = call === 'unreadable' ? 'an AWS operation' : call.name;
  const twin = call === 'unreadable' ? undefined : twinOf(event, (young) => sameCall(call, callIn(young, 'Delete')));
  if (twin !== undefined) {
    return [
      hazard(
        `is deleted after ${twin} was created for the same target, and calls ${name} (onDelete): what was just written is gone`,
        keepId(event),
      ),
    ];
  }
  return [
    caution(`is deleted, and calls ${name} (onDelete)`, 'Check that nobody needs what the call deletes or takes back.'),
  ];
}

/** The ID that the handler answered before; a call of an update gives none where it has none of its own. */
function idBefore(event: CustomResourceEvent): unknown {
  const calls = (['Update', 'Create'] as const).map((name) => callIn(event.old, name));
  return calls.flatMap((call) => (call && call !== 'unreadable' && call.id !== undefined ? [call.id] : []))[0];
}

function updated(event: CustomResourceEvent): Outcome[] {
  // Without `onUpdate` the handler answers with what it had, and calls nothing.
  const call = callIn(event.young, 'Update');
  if (call === undefined) return [];
  if (call === 'unreadable') return [caution('calls an AWS operation that cannot be read from the template', REMEDY)];
  const [old, cleanUp] = [callIn(event.old, 'Update'), callIn(event.old, 'Delete')];
  const causes = event.located.change.causedBy ?? [];
  const renewed = [...references(call.id)].some((id) => causes.includes(id));
  const other = call.id !== undefined && (renewed || !same(call.id, idBefore(event)));
  if (other && cleanUp) return [replaced(event, call, cleanUp)];
  if (
    reads(call) ||
    (old && old !== 'unreadable' && same(old.parameters, call.parameters) && same(old.name, call.name) && !renewed)
  )
    return [];
  return [caution(`calls ${call.name} again with other parameters (onUpdate)`, REMEDY)];
}

/** Another physical ID makes CloudFormation delete the resource of the old one, once the update is done. */
function replaced(event: CustomResourceEvent, call: Call, cleanUp: Call | 'unreadable'): Outcome {
  const ids = `its physical ID becomes another (${text(idBefore(event))} → ${text(call.id)})`;
  const next = callIn(event.young, 'Delete');
  const aimedElsewhere =
    cleanUp !== 'unreadable' &&
    next !== undefined &&
    next !== 'unreadable' &&
    !same(cleanUp.parameters, next.parameters);
  const name = cleanUp === 'unreadable' ? 'onDelete' : `${cleanUp.name} (onDelete)`;
  if (aimedElsewhere) {
    return caution(
      `${ids}: after ${call.name}, the clean-up calls ${name} with the old parameters`,
      'Check that nobody needs what the old parameters name.',
    );
  }
  return hazard(
    `${ids}: after ${call.name}, the clean-up calls ${name} on the same target, and what was just written is gone`,
    'Keep the physical ID. Or first deploy the resource without `onDelete` alone, then this change.',
  );
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'the logical ID');

function called(event: CustomResourceEvent): Outcome[] {
  if (event.request === 'create') return created(event);
  return event.request === 'delete' ? deleted(event) : updated(event);
}

const HANDLER = 'custom-resource-handlers/dist/custom-resources/aws-custom-resource-handler/index.js';

/** All that are made by `AwsCustomResource`, under whatever type. */
export const AWS_CALLS: readonly Provider[] = [
  {
    types: [
      'Custom::AWS',
      'Custom::CloudwatchLogResourcePolicy',
      'Custom::DescribeCognitoUserPoolClient',
      'Custom::ElasticsearchAccessPolicy',
      'Custom::OpenSearchAccessPolicy',
      'Custom::UserPoolCloudFrontDomainName',
    ],
    handler: HANDLER,
    judge: called,
  },
];
