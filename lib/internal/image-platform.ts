import { Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';

/** What Docker calls the processors that tasks have. */
const PLATFORMS: ReadonlyMap<ecs.CpuArchitecture, string> = new Map([
  [ecs.CpuArchitecture.ARM64, 'linux/arm64'],
  [ecs.CpuArchitecture.X86_64, 'linux/amd64'],
]);

/** The task's platform, and the property of `Platform` that builds for it. */
export function platformOf(architecture: ecs.CpuArchitecture): string {
  return PLATFORMS.get(architecture) ?? PLATFORMS.get(ecs.CpuArchitecture.ARM64)!;
}

/** The platform that an image is built for; nothing for one that is in a registry, or that no platform was named for. */
export function platformOfAsset(image: ecs.ContainerImage): string | undefined {
  // The class keeps it to itself, and nothing public tells.
  return image instanceof ecs.AssetImage ? image['props'].platform?.platform : undefined;
}

/** Docker builds for the machine that it runs on, and a task on another processor ends with "exec format error". */
export function warnOfBuildMachine(
  scope: Construct,
  image: ecs.ContainerImage,
  architecture: ecs.CpuArchitecture,
): void {
  if (!(image instanceof ecs.AssetImage) || platformOfAsset(image) !== undefined) return;
  const name = architecture === ecs.CpuArchitecture.X86_64 ? 'LINUX_AMD64' : 'LINUX_ARM64';
  Validations.of(scope).addWarning(
    'cdk-scaling-patterns:image-platform',
    `The image of '${scope.node.path}' is built for whatever machine deploys it, and its tasks run on ${platformOf(architecture)}: give ecs.ContainerImage.fromAsset() the platform ecr_assets.Platform.${name}`,
  );
}
