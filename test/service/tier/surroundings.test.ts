import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecrassets from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { build, importedVpc, inZones } from '../fixture';

const directory = join(mkdtempSync(join(tmpdir(), 'image-')), 'app');
mkdirSync(directory);
writeFileSync(join(directory, 'Dockerfile'), 'FROM scratch\n');
const image = (platform?: ecrassets.Platform) => ecs.ContainerImage.fromAsset(directory, { platform });

describe('a cluster that was given', () => {
  test('without Fargate providers is an error at synth', () => {
    const { app } = build((vpc, stack) => ({ cluster: new ecs.Cluster(stack, 'Shared', { vpc }) }));
    expect(() => app.synth()).toThrow(
      "[Web/Web] cluster is 'Web/Shared', which has no Fargate capacity providers: give it enableFargateCapacityProviders, without which ECS refuses the service",
    );
  });

  test('may get them after the service', () => {
    let cluster: ecs.Cluster | undefined;
    const { app } = build((vpc, stack) => ({ cluster: (cluster = new ecs.Cluster(stack, 'Shared', { vpc })) }));
    cluster!.enableFargateCapacityProviders();
    expect(() => app.synth()).not.toThrow();
  });

  test('from elsewhere is a warning, as nobody knows what it has', () => {
    const { stack } = build((vpc, of) => ({
      cluster: ecs.Cluster.fromClusterAttributes(of, 'Shared', { clusterName: 'shared', vpc }),
    }));
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp(
        "The cluster of 'Web/Web' was made elsewhere: see that it has the capacity providers FARGATE and FARGATE_SPOT",
      ),
    );
  });

  test.each([
    Capacity.ec2({ vCpus: 8 }),
    Capacity.managedInstances(),
    Capacity.fargate().movingFrom(Capacity.ec2({ vCpus: 8 })),
  ])('in another stack cannot have instances: %#', (capacity) => {
    expect(() =>
      build((vpc, stack) => {
        const other = new Stack(stack.node.root, 'Other', { env: stack });
        return {
          capacity,
          placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
          cluster: new ecs.Cluster(other, 'Shared', { vpc: importedVpc(other), enableFargateCapacityProviders: true }),
        };
      }),
    ).toThrow(
      /^Capacity\.(ec2|managedInstances)\(\) at 'Web\/Web':\n {2}- cluster is 'Other\/Shared': make it in the stack of the service, 'Web', or the two stacks would wait for each other$/,
    );
  });
});

test('two subnets of one zone are no place for a load balancer', () => {
  expect(() =>
    build((vpc) => ({ loadBalancerSubnets: { subnets: [vpc.isolatedSubnets[0], vpc.privateSubnets[0]] } })),
  ).toThrow(
    'subnets is ["use1-az1","use1-az1"]: give one subnet of each zone: a load balancer takes no two of the same',
  );
});

test('subnets whose zone nobody said are taken as they are', () => {
  const subnets = (stack: Stack) => ['a', 'b'].map((id) => ec2.Subnet.fromSubnetId(stack, id, `subnet-${id}`));
  expect(() => build((_, stack) => ({ loadBalancerSubnets: { subnets: subnets(stack) } }))).not.toThrow();
});

describe('an image that is built', () => {
  test('for another processor than the tasks have is an error', () => {
    expect(() => build(() => ({ image: image(ecrassets.Platform.LINUX_AMD64) }))).toThrow(
      'image is "linux/amd64": its tasks run on linux/arm64: build the image for that platform, or give another architecture',
    );
    expect(() =>
      build(() => ({ image: image(ecrassets.Platform.LINUX_ARM64), architecture: ecs.CpuArchitecture.X86_64 })),
    ).toThrow('image is "linux/arm64": its tasks run on linux/amd64');
  });

  test('for the processor of the tasks is fine', () => {
    const { stack } = build(() => ({ image: image(ecrassets.Platform.LINUX_ARM64) }));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('image'));
  });

  test('for no named one is a warning: Docker takes that of the machine', () => {
    const { stack } = build(() => ({ image: image(), architecture: ecs.CpuArchitecture.X86_64 }));
    Annotations.fromStack(stack).hasWarning(
      '*',
      Match.stringLikeRegexp(
        "The image of 'Web/Web' is built for whatever machine deploys it, and its tasks run on linux/amd64: give ecs\\.ContainerImage\\.fromAsset\\(\\) the platform ecr_assets\\.Platform\\.LINUX_AMD64",
      ),
    );
  });
});
