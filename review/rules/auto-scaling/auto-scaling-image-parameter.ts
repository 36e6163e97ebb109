import { Assembly, Rule } from '../../model';
import { isTrue, listAt, Placed, refusal, resolve, resourcesOf, valueAt } from '../support';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TEMPLATE = 'AWS::EC2::LaunchTemplate';
const MIXED = 'MixedInstancesPolicy.LaunchTemplate';

/** Whether a launch template names a parameter that EC2 looks up as it starts an instance. */
function namesParameter({ resource }: Placed): boolean {
  const image = valueAt(resource.Properties, 'LaunchTemplateData.ImageId');
  // The text may go on with a reference: the name of a parameter of the same stack.
  const [begin] = listAt(image, 'Fn::Join').slice(1).flat();
  const text = [image, begin, valueAt(image, 'Fn::Sub'), listAt(image, 'Fn::Sub')[0]].find(
    (value) => typeof value === 'string',
  );
  return typeof text === 'string' && text.startsWith('resolve:ssm:');
}

/** The launch templates of this app that a group starts instances from. */
function templatesOf(assembly: Assembly, { stack, resource }: Placed): Placed[] {
  const { Properties } = resource;
  const overrides = listAt(Properties, `${MIXED}.Overrides`);
  const specifications = [
    valueAt(Properties, 'LaunchTemplate'),
    valueAt(Properties, `${MIXED}.LaunchTemplateSpecification`),
    ...overrides.map((override) => valueAt(override, 'LaunchTemplateSpecification')),
  ];
  return specifications
    .map((specification) => valueAt(specification, 'LaunchTemplateId') ?? valueAt(specification, 'LaunchTemplateName'))
    .flatMap((id) => resolve(assembly, stack, id) ?? [])
    .filter((made) => made.resource.Type === TEMPLATE);
}

function hasWarmPool(assembly: Assembly, group: Placed): boolean {
  return resourcesOf(assembly, 'AWS::AutoScaling::WarmPool').some((pool) => {
    const made = resolve(assembly, pool.stack, valueAt(pool.resource.Properties, 'AutoScalingGroupName'));
    return made?.stack.id === group.stack.id && made.logicalId === group.logicalId;
  });
}

/** What EC2 Auto Scaling does not do with such a template, of what a group asks for. */
function refused(assembly: Assembly, group: Placed, template: Placed): string[] {
  const { Properties, UpdatePolicy } = group.resource;
  const byAttributes =
    valueAt(template.resource.Properties, 'LaunchTemplateData.InstanceRequirements') !== undefined ||
    listAt(Properties, `${MIXED}.Overrides`).some(
      (override) => valueAt(override, 'InstanceRequirements') !== undefined,
    );
  return [
    ...(byAttributes ? ['instance types by attributes (InstanceRequirements)'] : []),
    ...(isTrue(valueAt(UpdatePolicy, 'AutoScalingInstanceRefresh.SkipMatching'))
      ? ['refresh that skips instances that match (SkipMatching)']
      : []),
    ...(hasWarmPool(assembly, group) ? ['warm pool'] : []),
  ];
}

export const autoScalingImageParameter: Rule = {
  id: 'auto-scaling-image-parameter',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'An Auto Scaling group starts instances from a launch template whose image is a parameter (`resolve:ssm:`), and chooses types by attributes, skips what matches in a refresh, or has a warm pool: refused.',
  source:
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html#using-systems-manager-parameters-limitations',
  check: ({ to }) =>
    resourcesOf(to, GROUP).flatMap((group) => {
      const template = templatesOf(to, group).find(namesParameter);
      const what = template ? refused(to, group, template) : [];
      if (!template || what.length === 0) return [];
      return [
        refusal(
          group,
          `its launch template ${template.logicalId} takes the image from a parameter as an instance starts, with which EC2 Auto Scaling has no ${what.join(', no ')}`,
          'Let CloudFormation resolve the image ({{resolve:ssm:…}}, or a parameter of type AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>), or name the instance types, without a warm pool and without SkipMatching.',
        ),
      ];
    }),
};
