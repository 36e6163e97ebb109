import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ReplicatedCache } from '../../lib/cache/replicated-cache';
import { CostGuard } from '../../lib/cost/cost-guard';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { ApiShield } from '../../lib/edge/api-shield/api-shield';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { WebService } from '../../lib/service/tier/web-service';
import { AppOperations } from '../app-operations';
import { OperationsSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface OpsStackProps extends AppStackProps {
  readonly sizes: OperationsSizes;
  readonly options: AppOperations;
  /** Web tasks that always run. */
  readonly minTasks: number;
  readonly web: WebService;
  readonly database: ReplicatedDatabase;
  readonly cache?: ReplicatedCache;
  readonly frontDoor: FrontDoor;
  readonly apiShield?: ApiShield;
  readonly alarms: cloudwatch.IAlarm[];
  readonly rows: cloudwatch.IWidget[][];
}

export class OpsStack extends AppStack {
  public readonly steadyState: SteadyState;
  public readonly costGuard: CostGuard;

  constructor(scope: Construct, props: OpsStackProps) {
    super(scope, { id: 'Ops', part: 'ops', holds: 'alarms, dashboard, budget' }, props);
    const { alarmEmails: emails, costs, ...told } = props.options;
    this.steadyState = new SteadyState(this, 'SteadyState', {
      ...told,
      level: props.sizes.steadyState,
      loadBalancer: props.web.loadBalancer,
      targetGroups: props.web.targetGroups,
      service: props.web.service,
      minTasks: props.minTasks,
      database: props.database,
      distribution: props.frontDoor.distribution,
      apiDistribution: props.apiShield?.distribution,
      alarms: [...props.alarms, ...(props.cache?.watchFurtherShards(this, 'CacheNodes') ?? [])],
      rows: props.rows,
      // A topic of the app's owner has its own subscribers.
      emails: told.topic ? undefined : emails,
    });
    this.costGuard = new CostGuard(this, 'CostGuard', {
      ...costs,
      monthlyLimitUsd: props.sizes.monthlyBudgetUsd,
      emails,
    });
  }
}
