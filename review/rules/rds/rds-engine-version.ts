import { Rule, RuleFinding } from '../../model';
import { after, before, changesOfType, describe, isTrue, isUpdate, valueAt } from '../support';

const NUMBERS = /^\d+(\.\d+)*/;

function parts(version: unknown): number[] | undefined {
  const match = typeof version === 'string' ? NUMBERS.exec(version) : null;
  return match ? match[0].split('.').map(Number) : undefined;
}

/** PostgreSQL has one number for a major version since 10; the other engines have two. */
const majorLength = (engine: unknown): number => (String(engine).includes('postgres') ? 1 : 2);

/** Below zero where `a` is older. What only one of them says is not compared: "16" is any 16. */
function compare(a: number[], b: number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i] - b[i];
  }
  return 0;
}

export const rdsEngineVersion: Rule = {
  id: 'rds-engine-version',
  mechanism: 'refused',
  severities: ['hazard', 'caution'],
  summary:
    'The engine version of a database goes back (a hazard), or goes to another major version without leave (a hazard) or with it (a caution: the database is down meanwhile).',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster')
      .filter(isUpdate)
      .flatMap((located): RuleFinding[] => {
        const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
        const [was, is] = [valueAt(old, 'EngineVersion'), valueAt(young, 'EngineVersion')];
        const [from, to] = [parts(was), parts(is)];
        if (!from || !to || valueAt(old, 'Engine') !== valueAt(young, 'Engine')) return [];
        const base = { stack: located.stack, logicalId: located.change.logicalId };
        const head = `${describe(located.change)} goes from engine version ${String(was)} to ${String(is)}`;
        if (compare(to, from) < 0) {
          return [
            {
              ...base,
              severity: 'hazard',
              message: `${head}: RDS refuses to go back`,
              remedy: 'Keep the version; an older one is reached only by restoring a snapshot that was taken with it.',
            },
          ];
        }
        const length = majorLength(valueAt(young, 'Engine'));
        if (compare(from.slice(0, length), to.slice(0, length)) === 0) return [];
        // Of a cluster CloudFormation gives the leave by itself.
        const allowed =
          located.change.type === 'AWS::RDS::DBCluster' || isTrue(valueAt(young, 'AllowMajorVersionUpgrade'));
        return [
          {
            ...base,
            severity: allowed ? 'caution' : 'hazard',
            message: allowed
              ? `${head}, another major version: the database is down while it is upgraded, and cannot go back`
              : `${head}, another major version, without AllowMajorVersionUpgrade: RDS refuses it`,
            remedy:
              'Upgrade in a step that does nothing else, after a rehearsal on a restored snapshot (or by a blue/green deployment of RDS), with AllowMajorVersionUpgrade and a parameter group of the new family.',
          },
        ];
      }),
};
