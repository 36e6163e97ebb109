import { sameValue } from '../../compare/values';
import { changed, minorSkipped, switched, together, turned, wentBack, wentUp } from './predicates';
import { Given, READ, rowsOf, templateReference, UpdateLimit } from './update-limit';

const EKS = 'https://docs.aws.amazon.com/eks/latest';

const OLDER: Given = {
  says: 'no rollback is set up',
  example: [{}, {}],
  holds: (_, { RollbackConfig }) => RollbackConfig === undefined,
};

const CLUSTERS = rowsOf({ type: 'AWS::EKS::Cluster', source: `${EKS}/userguide/update-cluster.html`, date: READ }, [
  {
    path: 'Version',
    when: minorSkipped,
    outcome: 'refused',
    why: 'a cluster goes up by one minor version at a time',
    remedy: 'Go through each minor version in a step of its own, with the node groups following each time.',
  },
  {
    path: 'Version',
    when: wentBack(['1.32', '1.31']),
    given: OLDER,
    outcome: 'refused',
    why: 'a cluster goes up and never back by an update of its version',
    remedy: 'Keep the version; an older one is a second cluster, to which the workloads are moved.',
  },
  {
    path: 'Version',
    when: wentUp(['1.31', '1.32']),
    outcome: 'delayed',
    why: 'the control plane is upgraded for minutes, and cannot go back with its workloads',
    remedy: 'Look for APIs that the new version removes, and upgrade a copy first.',
  },
  {
    path: 'AccessConfig.AuthenticationMode',
    when: turned(['API', 'API_AND_CONFIG_MAP'], ['CONFIG_MAP']),
    outcome: 'refused',
    why: 'access by the API, once on, stays on',
    remedy: 'Keep the mode; entries of the config map still count under API_AND_CONFIG_MAP.',
    source: `${EKS}/userguide/setting-up-access-entries.html`,
  },
  {
    path: 'AccessConfig.AuthenticationMode',
    when: turned(['API'], ['API_AND_CONFIG_MAP']),
    outcome: 'refused',
    why: 'the config map, once off, stays off',
    remedy: 'Keep API, and give access by access entries.',
    source: `${EKS}/userguide/setting-up-access-entries.html`,
  },
  {
    path: 'ComputeConfig.NodeRoleArn',
    when: switched(['arn:aws:iam::111111111111:role/a', 'arn:aws:iam::111111111111:role/b']),
    outcome: 'refused',
    why: 'the role of the nodes of EKS Auto Mode stays as it is while it is on',
    remedy: 'Keep the role, and change its policies.',
    source: `${EKS}/APIReference/API_UpdateClusterConfig.html`,
  },
]);

const OTHER_NODES = [
  'Labels',
  'LaunchTemplate',
  'NodeRepairConfig',
  'ScalingConfig',
  'Taints',
  'UpdateConfig',
  'WarmPoolConfig',
];

const NEW_NODES =
  'Create a second node group with the new value, drain the nodes of this one, and remove it in a later step.';

/** A template of its own version may change together with the version of the nodes. */
const otherwise: Given = {
  ...together(OTHER_NODES, [{ ScalingConfig: { MaxSize: 4 } }, { ScalingConfig: { MaxSize: 8 } }]),
  holds: (before, after) =>
    OTHER_NODES.filter((name) => name !== 'LaunchTemplate').some((name) => !sameValue(before[name], after[name])),
};

const NODES = rowsOf({ type: 'AWS::EKS::Nodegroup', source: templateReference('AWS::EKS::Nodegroup'), date: READ }, [
  ...['Version', 'ReleaseVersion'].map((path) => ({
    path,
    when: switched(path === 'Version' ? ['1.31', '1.32'] : ['1.31.4-20250116', '1.31.7-20250519']),
    given: otherwise,
    outcome: 'refused' as const,
    why: 'nodes change their version alone',
    remedy: 'Change the version in one step and the rest in another.',
  })),
  {
    path: 'Version',
    when: wentBack(['1.32', '1.31']),
    outcome: 'refused',
    why: 'nodes go up and never back',
    remedy: NEW_NODES,
    source: `${EKS}/APIReference/API_UpdateNodegroupVersion.html`,
  },
  ...['Id', 'Name'].map((name) => ({
    path: `LaunchTemplate.${name}`,
    when: changed(['lt-0aaa', 'lt-0bbb']),
    outcome: 'refused' as const,
    why: 'a node group keeps the launch template that it was created with, or none',
    remedy: `Make a new version of the same launch template. Or: ${NEW_NODES.charAt(0).toLowerCase()}${NEW_NODES.slice(1)}`,
    source: `${EKS}/APIReference/API_UpdateNodegroupVersion.html`,
  })),
]);

export const KUBERNETES: readonly UpdateLimit[] = [...CLUSTERS, ...NODES];
