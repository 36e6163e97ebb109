import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/**
 * What EC2 calls the sizes of its general families, by their vCPUs.
 *
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
 */
const SIZES: ReadonlyMap<number, string> = new Map([
  [2, 'large'],
  [4, 'xlarge'],
  [8, '2xlarge'],
  [16, '4xlarge'],
  [32, '8xlarge'],
  [48, '12xlarge'],
  [64, '16xlarge'],
]);

/** The letter that families begin with, by GiB of memory for each vCPU. */
const FAMILIES: ReadonlyMap<number, string> = new Map([
  [2, 'c'],
  [4, 'm'],
  [8, 'r'],
]);

/** Generations that all Regions of these constructs have had for years, with all sizes above. */
const ARM_GENERATIONS = ['6g', '7g'];
const X86_GENERATIONS = ['6a', '6i'];

/** GiB of memory for each vCPU that there are families for. */
export const MEMORY_RATIOS: readonly number[] = [...FAMILIES.keys()];

/** What all instances of a group have in common. */
export interface InstanceKind {
  readonly vCpus: number;
  readonly memoryGiBPerVCpu: number;
  readonly architecture: ecs.CpuArchitecture;
}

/**
 * Types by name, not by what they must have: EC2 Auto Scaling refuses to choose by attributes where the launch template
 * takes its image from a parameter, and that is how instances get the newest image without a deployment.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html#using-systems-manager-parameters-limitations
 */
export function instanceTypesOf(kind: InstanceKind): ec2.InstanceType[] {
  const generations = isArm(kind) ? ARM_GENERATIONS : X86_GENERATIONS;
  return generations.map((generation) => new ec2.InstanceType(`${familyOf(kind)}${generation}.${sizeOf(kind)}`));
}

/** What is wrong with types that somebody names, in words. */
export function typeFaults(types: ec2.InstanceType[], kind: InstanceKind): string[] {
  if (types.length === 0 || types.length > MOST_TYPES)
    return [`instanceTypes has ${types.length} types: give 1 to ${MOST_TYPES}, or leave it out`];
  const fits = (type: ec2.InstanceType) =>
    type.toString().startsWith(familyOf(kind)) &&
    type.toString().endsWith(`.${sizeOf(kind)}`) &&
    (type.architecture === ec2.InstanceArchitecture.ARM_64) === isArm(kind);
  return types
    .filter((type) => !fits(type))
    .map(
      (type) =>
        `instanceTypes has ${type.toString()}, where ${kind.vCpus} vCPUs with ${kind.memoryGiBPerVCpu} GiB each for ${isArm(kind) ? 'ARM' : 'x86'} are types such as ${instanceTypesOf(kind)[0].toString()}`,
    );
}

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html */
const MOST_TYPES = 40;

const isArm = ({ architecture }: InstanceKind): boolean => architecture === ecs.CpuArchitecture.ARM64;

/** Told by the checks where it is none of these. */
const sizeOf = ({ vCpus }: InstanceKind): string => SIZES.get(vCpus) ?? '';

const familyOf = ({ memoryGiBPerVCpu }: InstanceKind): string => FAMILIES.get(memoryGiBPerVCpu) ?? '';
