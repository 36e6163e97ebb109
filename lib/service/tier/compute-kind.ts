import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Containers } from '../containers/containers';
import { Entrance } from '../entrance/entrance';
import { TierSettings } from './settings';

/** Where compute is put, and whether users reach it. */
export interface ComputeContext {
  readonly tier: TierSettings;
  readonly entrance: Entrance;
  /** Whether users reach it, or only tests do. */
  readonly receivesUsers: boolean;
}

/** What one kind of compute made. */
export interface BoundCompute {
  /** Every target group that it may stand in. */
  readonly targetGroups: elbv2.ApplicationTargetGroup[];
  /** The least number of healthy targets that it keeps. */
  readonly minHosts: number;
  readonly securityGroup: ec2.SecurityGroup;
  /** The role of the app's code. */
  readonly role: iam.IRole;
  readonly logGroup: logs.LogGroup;
  readonly containers?: Containers;
  readonly autoScalingGroup?: autoscaling.AutoScalingGroup;
  readonly function?: lambda.Function;
  readonly alias?: lambda.Alias;
}

/** One kind of compute. */
export interface ComputeKind {
  /** Names the kind in messages, and tells it from others. */
  readonly name: string;
  /** Throws when its values, or the tier's, are not what it can work with. */
  validate(scope: Construct, tier: TierSettings): void;
  /** Makes all of it behind the entrance. */
  bind(scope: Construct, context: ComputeContext): BoundCompute;
}
