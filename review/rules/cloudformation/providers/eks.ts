import { partsOf } from '../../../compare/normal/text';
import { isObject } from '../../../read/unreadable';
import { same, show, valueAt } from '../../support';
import {
  caution,
  CustomResourceEvent,
  hazard,
  isChanged,
  isOn,
  nameOf,
  nothingToTell,
  Outcome,
  Provider,
} from './provider';

const HANDLERS = 'custom-resource-handlers/dist/aws-eks';

/** What the handler makes another cluster for, and deletes the old one. */
const REPLACING = [
  'name',
  'roleArn',
  'accessConfig.bootstrapClusterCreatorAdminPermissions',
  'bootstrapSelfManagedAddons',
];

/** The kinds of update of which the handler does one at a time; tags go with any. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  networks: ['resourcesVpcConfig.subnetIds', 'resourcesVpcConfig.securityGroupIds'],
  'endpoint access': [
    'resourcesVpcConfig.endpointPrivateAccess',
    'resourcesVpcConfig.endpointPublicAccess',
    'resourcesVpcConfig.publicAccessCidrs',
  ],
  version: ['version'],
  logging: ['logging'],
  'authentication mode': ['accessConfig.authenticationMode'],
  'deletion protection': ['deletionProtection'],
  'control plane scaling': ['controlPlaneScalingConfig'],
};

const BEFORE_UPDATE = 'Deploy one of the changes after the other.';

function cluster(event: CustomResourceEvent): Outcome[] {
  if (event.request === 'create') return [];
  if (event.request === 'delete') {
    return [
      hazard(
        'is deleted: the EKS cluster goes with all that runs in it and what its etcd holds',
        'Move what runs there to another cluster first. To keep the cluster, retain it (RemovalPolicy.RETAIN, deployed) before it leaves the stack.',
      ),
    ];
  }
  const configured = (path: string) => isChanged(event, `Config.${path}`);
  if (configured('encryptionConfig')) {
    return [
      hazard(
        'is refused: its handler cannot change the encryption of the secrets of a cluster',
        'Keep the encryption, or make a second cluster beside it.',
      ),
    ];
  }
  const replacing = REPLACING.filter((path) => configured(path) && !sameSwitch(event, path));
  if (replacing.length > 0) return [anotherCluster(event, replacing)];
  const kinds = Object.entries(KINDS).filter(([, paths]) => paths.some(configured));
  if (kinds.length > 1) {
    return [
      hazard(
        `is refused: its handler does one kind of update at a time, and this has ${kinds.map(([kind]) => kind).join(' and ')}`,
        BEFORE_UPDATE,
      ),
    ];
  }
  return [...versions(event), ...authentication(event)];
}

/** Switches that are on unless they are off. */
function sameSwitch({ old, young }: CustomResourceEvent, path: string): boolean {
  if (!path.includes('ootstrap')) return false;
  return isOn(valueAt(old, `Config.${path}`), true) === isOn(valueAt(young, `Config.${path}`), true);
}

function anotherCluster(event: CustomResourceEvent, paths: readonly string[]): Outcome {
  const [old, young] = [valueAt(event.old, 'Config.name'), valueAt(event.young, 'Config.name')];
  const changes = paths.map((path) => {
    const [was, is] = [valueAt(event.old, `Config.${path}`), valueAt(event.young, `Config.${path}`)];
    return `${path} ${same(was, is) ? '(what it refers to is replaced)' : `${show(was)} → ${show(is)}`}`;
  });
  if (old !== undefined && same(old, young)) {
    return hazard(
      `is refused: ${changes.join(', ')} would take another cluster, and the name ${show(old)} is that of this one`,
      'Keep the old value, or make a second cluster with a construct ID of its own beside it.',
    );
  }
  return hazard(
    `makes another EKS cluster and deletes this one with all that runs in it: ${changes.join(', ')}`,
    'Keep the old value. Where the new one is needed, make a second cluster beside the first, move what runs there, and take the first away in a later step.',
  );
}

function versions({ old, young }: CustomResourceEvent): Outcome[] {
  const [was, is] = [valueAt(old, 'Config.version'), valueAt(young, 'Config.version')];
  if (same(was, is)) return [];
  if (is === undefined) return [hazard(`is refused: the version ${show(was)} is taken away`, 'Keep the version.')];
  const [before, after] = [was, is].map((version) => /^1\.(\d+)$/.exec(String(version))?.[1]);
  if (before === undefined || after === undefined) return [];
  const step = Number(after) - Number(before);
  if (step === 1) return [];
  const rule = step > 1 ? 'one minor version at a time' : 'no lower version by an update';
  return [
    hazard(
      `is refused: Kubernetes ${show(was)} → ${show(is)}, and EKS takes ${rule}`,
      step > 1 ? 'Deploy each minor version in a step of its own.' : 'Keep the version.',
    ),
  ];
}

const MODES = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'];

/** From the first mode to the last in two steps, and never back. */
function authentication({ old, young }: CustomResourceEvent): Outcome[] {
  const [was, is] = [old, young].map((state) => valueAt(state, 'Config.accessConfig.authenticationMode'));
  const [from, to] = [was, is].map((mode) => MODES.indexOf(String(mode ?? MODES[0])));
  if (same(was, is) || from < 0 || to < 0 || (to - from <= 1 && to >= from && is !== undefined)) return [];
  return [
    hazard(
      `is refused: the authentication mode goes ${show(was)} → ${show(is)}, and a cluster goes from CONFIG_MAP by API_AND_CONFIG_MAP to API, and not back`,
      to > from ? 'Deploy API_AND_CONFIG_MAP first.' : 'Keep the mode.',
    ),
  ];
}

function profile(event: CustomResourceEvent): Outcome[] {
  const { request, old, young } = event;
  const name = valueAt(old, 'Config.fargateProfileName');
  if (request === 'create' || (request === 'update' && !isChanged(event, 'Config'))) return [];
  if (request === 'update' && name !== undefined && same(name, valueAt(young, 'Config.fargateProfileName'))) {
    return [
      hazard(
        `is refused: each change makes another Fargate profile, and the name ${show(name)} is that of this one`,
        'Leave the name to the handler, or give another one with the change.',
      ),
    ];
  }
  const goes = request === 'delete' ? 'is deleted' : 'becomes another profile, and the old one is deleted';
  return [
    caution(
      `${goes}: the pods that it scheduled are deleted`,
      'Have a second profile with the same selectors meanwhile.',
    ),
  ];
}

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

export const EKS_PROVIDERS: readonly Provider[] = [
  { types: ['Custom::AWSCDK-EKS-Cluster'], handler: `${HANDLERS}/cluster-resource-handler/index.js`, judge: cluster },
  {
    types: ['Custom::AWSCDK-EKS-FargateProfile'],
    handler: `${HANDLERS}/cluster-resource-handler/index.js`,
    judge: profile,
  },
  {
    types: ['Custom::AWSCDK-EKS-KubernetesResource'],
    handler: `${HANDLERS}/kubectl-handler/apply/__init__.py`,
    judge: manifest,
  },
  { types: ['Custom::AWSCDK-EKS-HelmChart'], handler: `${HANDLERS}/kubectl-handler/helm/__init__.py`, judge: chart },
  // It patches an object, and patches it back when it goes.
  {
    types: ['Custom::AWSCDK-EKS-KubernetesPatch'],
    handler: `${HANDLERS}/kubectl-handler/patch/__init__.py`,
    judge: nothingToTell,
  },
  // It reads a value of an object.
  {
    types: ['Custom::AWSCDK-EKS-KubernetesObjectValue'],
    handler: `${HANDLERS}/kubectl-handler/get/__init__.py`,
    judge: nothingToTell,
  },
];
