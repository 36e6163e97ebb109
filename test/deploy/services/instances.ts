import { at, listAt, textAt } from '../engine/deep';
import { Json } from '../engine/state';
import { ServiceRule, World } from './rule';

/** The launch templates of a group that chooses instances by their attributes. */
function chosenByAttributes(policy: Json | undefined): (string | undefined)[] {
  const overrides = listAt(policy, 'LaunchTemplate.Overrides');
  if (!overrides.some((one) => at(one, 'InstanceRequirements') !== undefined)) return [];
  const specifications = [
    at(policy, 'LaunchTemplate.LaunchTemplateSpecification'),
    ...overrides.map((one) => at(one, 'LaunchTemplateSpecification')),
  ];
  return specifications.map((one) => textAt(one, 'LaunchTemplateId') ?? textAt(one, 'LaunchTemplateName'));
}

const imageOf = (template: string | undefined, world: World) =>
  textAt(world.find(['AWS::EC2::LaunchTemplate'], template)?.properties, 'LaunchTemplateData.ImageId');

/** Attributes are matched against an image that is known: a parameter is looked up at launch alone. */
const IMAGE_BY_PARAMETER: ServiceRule = {
  id: 'autoscaling-attributes-and-parameter',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  on: ['create', 'update'],
  source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html',
  refuse({ after }, world) {
    const image = chosenByAttributes(at(after, 'MixedInstancesPolicy'))
      .map((template) => imageOf(template, world))
      .find((id) => id?.startsWith('resolve:ssm:') === true);
    return image === undefined
      ? undefined
      : `A launch template with the Systems Manager parameter ${image} in place of an AMI ID cannot be used with attribute-based instance type selection`;
  },
};

const minorOf = (version: string | undefined) => Number(/^1\.(\d+)$/.exec(version ?? '')?.[1]);

/** The control plane goes up by one minor version at a time, and does not come back. */
const KUBERNETES_VERSION: ServiceRule = {
  id: 'eks-version',
  types: ['AWS::EKS::Cluster'],
  on: ['update'],
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
  refuse(step) {
    const [before, after] = [minorOf(textAt(step.before, 'Version')), minorOf(textAt(step.after, 'Version'))];
    if (Number.isNaN(before) || Number.isNaN(after) || after === before || after === before + 1) return undefined;
    return `Unsupported Kubernetes minor version update from 1.${before} to 1.${after}`;
  },
};

export const INSTANCE_RULES: readonly ServiceRule[] = [IMAGE_BY_PARAMETER, KUBERNETES_VERSION];
