import { Resource, Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, changesOfType, describe, isUpdate, Located, numberOf, resourcesOf, valueAt } from '../support';

const GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html#gp3-storage';
/** Engines whose gp3 storage is striped from this size on. Of a replica the template does not tell the engine. */
const STRIPED_FROM_GIB: Readonly<Record<string, number>> = {
  postgres: 400,
  mysql: 400,
  mariadb: 400,
  'db2-se': 400,
  'db2-ae': 400,
};
const LEAST = { Iops: 12_000, StorageThroughput: 500 };
type Figure = keyof typeof LEAST;
const FIGURES = Object.keys(LEAST) as Figure[];

const figure = (resource: Resource | undefined, name: Figure) => numberOf(valueAt(resource?.Properties, name));

/** The size from which on figures may be said, and the size that there is. */
function sizes(resource: Resource | undefined): { striped: number; size: number } | undefined {
  const properties = resource?.Properties;
  const striped = STRIPED_FROM_GIB[String(valueAt(properties, 'Engine'))];
  const size = numberOf(valueAt(properties, 'AllocatedStorage'));
  const isGp3 = valueAt(properties, 'StorageType') === 'gp3';
  return isGp3 && striped !== undefined && size !== undefined ? { striped, size } : undefined;
}

/** Figures that RDS takes of no storage of that size. */
function refused({ stack, logicalId, resource }: ReturnType<typeof resourcesOf>[number]): RuleFinding[] {
  const found = sizes(resource);
  if (!found) return [];
  const { striped, size } = found;
  return FIGURES.flatMap((name): RuleFinding[] => {
    const value = figure(resource, name);
    const tooSmall = size < striped;
    if (value === undefined || (!tooSmall && value >= LEAST[name])) return [];
    const why = tooSmall ? `takes none below ${striped} GiB` : `takes ${LEAST[name]} or more from ${striped} GiB on`;
    return [
      {
        severity: 'hazard',
        stack: stack.id,
        logicalId,
        message: `AWS::RDS::DBInstance ${logicalId} has ${name} ${value} with ${size} GiB of gp3 storage: RDS ${why}`,
        remedy: tooSmall
          ? `Leave ${name} out, or give the storage ${striped} GiB or more.`
          : `Give ${name} ${LEAST[name]} or more, or leave it out.`,
      },
    ];
  });
}

/** A larger size without the IOPS beside it. */
function unsaid(context: RuleContext, located: Located): RuleFinding[] {
  const [old, young] = [before(context, located), after(context, located)];
  const [was, is] = [sizes(old), sizes(young)];
  const grows = was && is && was.size >= was.striped && is.size > was.size;
  if (!grows || figure(young, 'Iops') !== undefined) return [];
  return [
    {
      severity: 'hazard',
      stack: located.stack,
      logicalId: located.change.logicalId,
      message: `${describe(located.change)} changes AllocatedStorage ${was.size} → ${is.size} GiB without Iops: of striped storage RDS wants both`,
      remedy: 'Give Iops beside the size: 12000 is what gp3 has by itself.',
    },
  ];
}

/** Another figure in place of one: nothing takes it back for six hours. */
function changedFigures(context: RuleContext, located: Located): RuleFinding[] {
  const [old, young] = [before(context, located), after(context, located)];
  const changes = FIGURES.flatMap((name) => {
    const [from, to] = [figure(old, name), figure(young, name)];
    return from === undefined || to === undefined || from === to ? [] : [`${name} ${from} → ${to}`];
  });
  if (changes.length === 0) return [];
  // A replica goes with its writer, of which the caution is told.
  const isReplica = valueAt(young?.Properties, 'SourceDBInstanceIdentifier') !== undefined;
  return [
    {
      severity: isReplica ? 'note' : 'caution',
      stack: located.stack,
      logicalId: located.change.logicalId,
      message: `${describe(located.change)} changes ${changes.join(' and ')}: for six hours RDS refuses another change of the storage, so that a rollback of this update fails at it`,
      remedy:
        'Deploy this stack first, by itself, with nothing else that may fail. If it rolls back and stops there, continue it without this database (`aws cloudformation continue-update-rollback --resources-to-skip`), and deploy again.',
    },
  ];
}

export const rdsStorageFigures: Rule = {
  id: 'rds-storage-figures',
  mechanism: 'refused',
  severities: ['hazard', 'caution', 'note'],
  summary:
    'IOPS or throughput of gp3 storage that RDS refuses for its size (a hazard), or that a rollback cannot take back (a caution).',
  source: GUIDE,
  check: (context) => [
    ...resourcesOf(context.to, 'AWS::RDS::DBInstance').flatMap(refused),
    ...changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(isUpdate)
      .flatMap((located) => [...unsaid(context, located), ...changedFigures(context, located)]),
  ],
};
