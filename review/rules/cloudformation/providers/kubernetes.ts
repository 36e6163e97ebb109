import { partsOf } from '../../../compare/normal/text';
import { isObject } from '../../../read/unreadable';
import { same, show, valueAt } from '../../support';
import {
  caution,
  CustomResourceEvent,
  hazard,
  isChanged,
  keepId,
  nameOf,
  nothingToTell,
  Outcome,
  Provider,
  twinOf,
} from './provider';

const HANDLERS = 'custom-resource-handlers/dist/aws-eks/kubectl-handler';

/** Kinds of objects that hold something, or with which others go. */
const HOLDING = [
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StatefulSet',
  'CustomResourceDefinition',
  'Secret',
];

function objectsOf(properties: Readonly<Record<string, unknown>>): Map<string, string> | undefined {
  const text = partsOf(properties.Manifest).map((part) => (typeof part === 'string' ? part : 'open'));
  try {
    const list: unknown = JSON.parse(text.join(''));
    const objects = Array.isArray(list) ? list.filter(isObject) : [];
    const named = objects.map((one): [string, string] => {
      const [kind, space, name] = [one.kind, valueAt(one, 'metadata.namespace'), valueAt(one, 'metadata.name')].map(
        String,
      );
      return [`${kind} ${space === 'undefined' ? '' : `${space}/`}${name}`, kind];
    });
    return new Map(named);
  } catch {
    return undefined;
  }
}

const sharesObjects = (before: ReadonlyMap<string, string>, young: Readonly<Record<string, unknown>>): boolean =>
  [...(objectsOf(young) ?? new Map<string, string>()).keys()].some((name) => before.has(name));

/** Objects are applied; those that leave a manifest are deleted where they carry the label for it. */
function manifest(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  if (request === 'create') return [];
  if (request === 'update' && isChanged(event, 'ClusterName')) {
    return [
      caution(
        'applies its manifest to another cluster, and leaves its objects in the old one',
        'Delete them there by hand.',
      ),
    ];
  }
  if (request === 'update' && young.PruneLabel === undefined) return [];
  const [before, after] = [objectsOf(old), request === 'delete' ? new Map<string, string>() : objectsOf(young)];
  if (!before || !after)
    return [caution('has a manifest that cannot be read from the template', 'Compare the two manifests.')];
  const twin = request === 'delete' ? twinOf(event, (young) => sharesObjects(before, young)) : undefined;
  if (twin !== undefined) {
    return [
      hazard(
        `is deleted after ${twin} was created with the same objects: Kubernetes refuses to make them again, or its handler deletes them once they are made`,
        keepId(event),
      ),
    ];
  }
  const gone = [...before].filter(([name]) => !after.has(name));
  if (gone.length === 0) return [];
  const what = `deletes from the cluster: ${gone.map(([name]) => name).join(', ')}`;
  const holding = gone.some(([, kind]) => HOLDING.includes(kind));
  return [
    holding
      ? hazard(`${what}, with what they hold`, 'Keep them in the manifest until what they hold is safe elsewhere.')
      : caution(what, 'Check that nobody needs them.'),
  ];
}

function chart(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  if (request === 'create') return [];
  if (request === 'delete') {
    const target = ['ClusterName', 'Namespace', 'Release'];
    const twin = twinOf(event, (young) => target.every((name) => same(young[name], old[name])));
    if (twin !== undefined) {
      const what = `uninstalls the Helm release ${nameOf(old.Release)}, which ${twin} has just installed anew`;
      return [hazard(what, keepId(event))];
    }
    return [
      caution(`uninstalls the Helm release ${nameOf(old.Release)}`, 'Check that nobody needs what the release made.'),
    ];
  }
  if (['Release', 'Namespace', 'ClusterName'].some((name) => isChanged(event, name))) {
    return [
      caution(
        `installs the Helm release ${nameOf(young.Release)} and leaves ${nameOf(old.Release)} where it was`,
        'Uninstall the old release by hand, or delete the construct in a step of its own.',
      ),
    ];
  }
  if (!['Chart', 'Version', 'Repository', 'ChartAssetURL'].some((name) => isChanged(event, name))) return [];
  return [
    caution(
      `upgrades the Helm release ${nameOf(young.Release)} (${show(old.Version ?? old.Chart)} → ${show(young.Version ?? young.Chart)}): what an upgrade does is up to the chart`,
      "Read the chart's notes on the upgrade.",
    ),
  ];
}

export const KUBERNETES_PROVIDERS: readonly Provider[] = [
  {
    types: ['Custom::AWSCDK-EKS-KubernetesResource'],
    handler: `${HANDLERS}/apply/__init__.py`,
    judge: manifest,
  },
  { types: ['Custom::AWSCDK-EKS-HelmChart'], handler: `${HANDLERS}/helm/__init__.py`, judge: chart },
  // It patches an object, and patches it back when it goes.
  {
    types: ['Custom::AWSCDK-EKS-KubernetesPatch'],
    handler: `${HANDLERS}/patch/__init__.py`,
    judge: nothingToTell,
  },
  // It reads a value of an object.
  {
    types: ['Custom::AWSCDK-EKS-KubernetesObjectValue'],
    handler: `${HANDLERS}/get/__init__.py`,
    judge: nothingToTell,
  },
];
