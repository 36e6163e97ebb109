import {
  byMember,
  ChangeFact,
  editedMembers,
  IN_PLACE,
  isOn,
  isUnset,
  READ,
  reference,
  refused,
  REPLACED,
} from './fact';

const RDS_API = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference';
const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';

const TO_CONTAINER: Readonly<Record<string, string>> = { 'oracle-ee': 'oracle-ee-cdb', 'oracle-se2': 'oracle-se2-cdb' };

const INSTANCES: readonly ChangeFact[] = [
  {
    // The operation takes an engine to turn an Oracle database into a container database, and for nothing else.
    type: INSTANCE,
    properties: ['Engine'],
    source: `${RDS_API}/API_ModifyDBInstance.html`,
    date: READ,
    decide: ({ before, after }) =>
      after !== undefined && TO_CONTAINER[String(before)] === after ? IN_PLACE : REPLACED,
  },
  {
    type: INSTANCE,
    properties: ['PerformanceInsightsKMSKeyId'],
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
    date: READ,
    decide: ({ before }) => (isUnset(before) ? IN_PLACE : REPLACED),
  },
  ...['SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].map((property): ChangeFact => ({
    type: INSTANCE,
    properties: [property],
    source: `${RDS_API}/API_PromoteReadReplica.html`,
    date: READ,
    decide: ({ before, after }) => (isUnset(after) && !isUnset(before) ? IN_PLACE : REPLACED),
  })),
  {
    type: INSTANCE,
    properties: ['AvailabilityZone'],
    source: `${RDS_API}/API_CreateDBInstance.html`,
    date: READ,
    decide: ({ after, resourceAfter }) =>
      isUnset(after) && isOn(resourceAfter.Properties['MultiAZ']) ? IN_PLACE : REPLACED,
  },
];

const CLUSTERS: readonly ChangeFact[] = [
  {
    type: CLUSTER,
    properties: ['GlobalClusterIdentifier'],
    source: `${RDS_API}/API_RemoveFromGlobalCluster.html`,
    date: READ,
    decide: ({ before, after }) => (isUnset(after) && !isUnset(before) ? IN_PLACE : REPLACED),
  },
  {
    type: 'AWS::DocDB::DBCluster',
    properties: ['GlobalClusterIdentifier'],
    source: 'https://docs.aws.amazon.com/documentdb/latest/developerguide/API_RemoveFromGlobalCluster.html',
    date: READ,
    decide: ({ before, after }) => (isUnset(after) && !isUnset(before) ? IN_PLACE : undefined),
  },
  {
    // The reference calls it an update, and no operation does anything: the value is noted.
    type: CLUSTER,
    properties: ['ReplicationSourceIdentifier'],
    source: reference('aws-resource-rds-dbcluster'),
    date: READ,
    decide: () => IN_PLACE,
  },
  {
    type: CLUSTER,
    properties: ['BacktrackWindow'],
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html',
    date: READ,
    decide: ({ before, after }) =>
      Number(before ?? 0) === 0 && Number(after ?? 0) > 0
        ? refused('Backtrack is enabled when a cluster is created or restored, and not later')
        : IN_PLACE,
  },
];

/** What the operation changes of an index that is there. */
const INDEX_SETTINGS = /Throughput(Settings)?$|^ContributorInsightsSpecification$/;

const TABLES: readonly ChangeFact[] = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap(
  (type): ChangeFact[] => [
    {
      type,
      properties: ['GlobalSecondaryIndexes'],
      source:
        'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateGlobalSecondaryIndexAction.html',
      date: READ,
      decide({ before, after }) {
        const [old, now] = [byMember(before, 'IndexName'), byMember(after, 'IndexName')];
        for (const [name, index] of now) {
          const fixed = editedMembers(old.get(name) ?? index, index).filter((member) => !INDEX_SETTINGS.test(member));
          if (fixed.length > 0) return refused(`${fixed.join(', ')} of the index ${name} cannot be updated`);
        }
        return IN_PLACE;
      },
    },
    {
      type,
      properties: ['AttributeDefinitions'],
      source: reference(`aws-resource-dynamodb-${type.split('::')[2]!.toLowerCase()}`),
      date: READ,
      decide({ before, after }) {
        const [old, now] = [byMember(before, 'AttributeName'), byMember(after, 'AttributeName')];
        const edited = [...now].some(([name, one]) => editedMembers(old.get(name) ?? one, one).length > 0);
        return edited ? REPLACED : IN_PLACE;
      },
    },
  ],
);

export const DATABASE_FACTS: readonly ChangeFact[] = [...INSTANCES, ...CLUSTERS, ...TABLES];
