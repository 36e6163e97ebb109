import { faultless, notAbove, port, positive, targetPercent, whole } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { containerChecks as taskChecks, taskSizeChecks } from '../../internal/container-task-settings';
import { rollbackFaults } from '../deployment/rollback-alarms';
import { capacityNeeds, WebServiceSettings } from './settings';
import { tierChecks } from './tier-checks';

const scalingChecks: readonly Check<WebServiceSettings>[] = [
  whole('scaling.minTasks', (p) => p.scaling.minTasks, { least: 1 }),
  notAbove(
    'scaling.minTasks > scaling.maxTasks',
    (p) => p.scaling.minTasks,
    (p) => p.scaling.maxTasks,
    (p) => `give a maxTasks of ${p.scaling.minTasks} or more`,
  ),
  targetPercent('scaling.cpuPercent', (p) => p.scaling.cpuPercent),
  targetPercent('scaling.memoryPercent', (p) => p.scaling.memoryPercent),
  positive(
    'scaling.requestsPerTaskPerMinute',
    (p) => p.scaling.requestsPerTaskPerMinute,
    'give the requests that one task answers well in a minute, more than 0',
  ),
];

const sizeChecks: readonly Check<WebServiceSettings>[] = [
  ...taskSizeChecks<WebServiceSettings>(),
  faultless<WebServiceSettings>('capacity', (p) => p.capacity._faults(capacityNeeds(p))),
  faultless<WebServiceSettings>('deployment', (p) => p.deployment._faults()),
  faultless<WebServiceSettings>('thresholds', (p) => rollbackFaults(p.thresholds)),
];

const containerChecks: readonly Check<WebServiceSettings>[] = [
  port('containerPort', (p) => p.containerPort),
  ...taskChecks<WebServiceSettings>(),
  ...tierChecks<WebServiceSettings>(),
];

/** All that must hold of a `WebService`. */
export const WEB_SERVICE_CHECKS: readonly Check<WebServiceSettings>[] = [
  ...scalingChecks,
  ...sizeChecks,
  ...containerChecks,
];
