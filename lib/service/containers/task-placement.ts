import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkArguments } from '../../internal/checks/types';

/**
 * Where a service's tasks have their network interfaces. Moving from public to private subnets is an update of the
 * service: ECS starts tasks in the new subnets and drains the old ones; nothing is replaced.
 */
export class TaskPlacement {
  /**
   * Public subnets, each task with a public IPv4 address of its own, through which it pulls its image and calls out.
   * No NAT gateway is needed. Nothing can call in: the tasks' security group admits the load balancer only.
   *
   * **Cost**: 3.65 $ a month for each running task's address (0.005 $ an hour,
   * https://aws.amazon.com/vpc/pricing/), against about 33 $ a month for one NAT gateway: cheaper up to eight tasks.
   */
  public static publicSubnets(subnets: ec2.SubnetSelection): TaskPlacement {
    checkArguments('TaskPlacement.publicSubnets', { subnets });
    return new TaskPlacement(subnets, true);
  }

  /** Private subnets, whose way out is a NAT gateway (or whose VPC has endpoints for all that the tasks call). */
  public static privateSubnets(subnets: ec2.SubnetSelection): TaskPlacement {
    checkArguments('TaskPlacement.privateSubnets', { subnets });
    return new TaskPlacement(subnets, false);
  }

  private constructor(
    /** The tasks' subnets. */
    public readonly subnets: ec2.SubnetSelection,
    /** Whether each task has a public IPv4 address. */
    public readonly assignPublicIp: boolean,
  ) {}
}
