import { Rule } from '../../model';
import { after, changesOfType, describe, numberOf, valueAt } from '../support';

/** From this size on, in GiB, gp3 is striped over volumes, and takes IOPS and throughput of its own. */
const striped = (engine: string): number => (engine.startsWith('oracle') ? 200 : 400);
const STRIPED_IOPS = 12_000;
const STRIPED_THROUGHPUT = 500;
/** IOPS of io1 are at most so many for each GiB. */
const MOST_FOR_A_GIB = 50;

/** Why RDS refuses the IOPS or throughput of a database; undefined where it does not, or they are not known. */
function wrong(set: unknown): string | undefined {
  const engine = String(valueAt(set, 'Engine'));
  const [size, iops, throughput] = ['AllocatedStorage', 'Iops', 'StorageThroughput'].map((name) =>
    numberOf(valueAt(set, name)),
  );
  if (size === undefined || engine.startsWith('sqlserver') || engine.startsWith('aurora')) return undefined;
  const type = valueAt(set, 'StorageType');
  if (type === 'io1' && iops !== undefined && iops > size * MOST_FOR_A_GIB)
    return `io1 of ${size} GiB has at most ${size * MOST_FOR_A_GIB} IOPS, and ${iops} are asked for`;
  if (type !== 'gp3' || (iops === undefined && throughput === undefined)) return undefined;
  if (size < striped(engine)) return `gp3 below ${striped(engine)} GiB takes no IOPS and no throughput of its own`;
  if (iops !== undefined && iops < STRIPED_IOPS)
    return `gp3 from ${striped(engine)} GiB on has ${STRIPED_IOPS} IOPS or more, and ${iops} are asked for`;
  return throughput !== undefined && throughput < STRIPED_THROUGHPUT
    ? `gp3 from ${striped(engine)} GiB on has ${STRIPED_THROUGHPUT} MiB/s or more, and ${throughput} are asked for`
    : undefined;
}

export const rdsStorageIops: Rule = {
  id: 'rds-storage-iops',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A database gets IOPS or throughput that its storage type does not take at its size.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html',
  check: (context) =>
    changesOfType(context, 'AWS::RDS::DBInstance')
      .filter(({ change }) => ['create', 'update', 'replace'].includes(change.action))
      .flatMap((located) => {
        const why = wrong(after(context, located)?.Properties);
        if (why === undefined) return [];
        return [
          {
            severity: 'hazard',
            stack: located.stack,
            logicalId: located.change.logicalId,
            message: `${describe(located.change)} is refused: ${why}`,
            remedy: 'Leave Iops and StorageThroughput out, or grow the storage in the same step.',
          },
        ];
      }),
};
