import { same, show, valueAt } from '../../support';
import { caution, CustomResourceEvent, hazard, isChanged, isOn, Outcome, Provider } from './provider';

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

export const EKS_PROVIDERS: readonly Provider[] = [
  { types: ['Custom::AWSCDK-EKS-Cluster'], handler: `${HANDLERS}/cluster-resource-handler/index.js`, judge: cluster },
  {
    types: ['Custom::AWSCDK-EKS-FargateProfile'],
    handler: `${HANDLERS}/cluster-resource-handler/index.js`,
    judge: profile,
  },
];
