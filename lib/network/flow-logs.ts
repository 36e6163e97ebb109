import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { checkArguments } from '../internal/checks/types';

/** How flow logs are kept. */
export interface FlowLogsOptions {
  /**
   * How long CloudWatch Logs keeps the records.
   *
   * @default - one month
   */
  readonly retention?: logs.RetentionDays;
}

/**
 * Whether and which traffic of the VPC is recorded, to CloudWatch Logs.
 *
 * What is recorded is a property that only a new flow log can change, so each choice is a resource of its own: changing
 * the choice makes the new one before it removes the old one. The log group, and the records in it, stay.
 */
export class FlowLogs {
  /** Records what security groups and network ACLs turned away: probes and mistakes. A few MB a month on a quiet VPC. */
  public static rejectedTraffic(options: FlowLogsOptions = {}): FlowLogs {
    checkArguments('FlowLogs.rejectedTraffic', { options });
    return new FlowLogs('REJECT', options.retention ?? logs.RetentionDays.ONE_MONTH);
  }

  /** Records every flow. Costs 0.50 $ a GB of records, which a busy VPC makes many of. */
  public static allTraffic(options: FlowLogsOptions = {}): FlowLogs {
    checkArguments('FlowLogs.allTraffic', { options });
    return new FlowLogs('ALL', options.retention ?? logs.RetentionDays.ONE_MONTH);
  }

  /**
   * Records nothing.
   *
   * @param reason why that is acceptable; kept with the acknowledgement of the rule that asks for flow logs
   */
  public static off(reason: string): FlowLogs {
    checkArguments('FlowLogs.off', { reason });
    return new FlowLogs(undefined, logs.RetentionDays.ONE_MONTH, reason);
  }

  private constructor(
    private readonly traffic: 'REJECT' | 'ALL' | undefined,
    private readonly retention: logs.RetentionDays,
    private readonly reason?: string,
  ) {}

  /** @internal */
  public get _traffic(): ec2.FlowLogTrafficType | undefined {
    if (this.traffic === undefined) return undefined;
    return this.traffic === 'ALL' ? ec2.FlowLogTrafficType.ALL : ec2.FlowLogTrafficType.REJECT;
  }

  /** @internal */
  public get _retention(): logs.RetentionDays {
    return this.retention;
  }

  /** @internal */
  public get _reason(): string | undefined {
    return this.reason;
  }
}
