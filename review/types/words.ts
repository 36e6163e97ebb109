import { typesOf } from './because';

/** Words at the end of a type's name that say it holds data, for types that nobody has looked at yet. */
const HOLDS_DATA =
  /(Table|Bucket|Database|DB|FileSystem|Volume|Disk|Store|Datastore|Repository|Ledger|Stream|Vault|Snapshot|Backup|Index|Collection|Dataset|DataSet|Archive|Queue|Cache|Tape|Keyspace|Graph|Catalog|DataLake|Memory|KnowledgeBase|Broker|Cluster|Directory|UserPool|Key)$/;

/** Types that are called so and hold nothing of their own: each has been looked at. */
const HOLD_NOTHING: ReadonlySet<string> = new Set(
  typesOf({
    ApiGateway: 'ApiKey UsagePlanKey',
    AppSync: 'ApiCache ApiKey',
    Athena: 'DataCatalog',
    CleanRooms: 'ConfiguredTable',
    CleanRoomsML: 'TrainingDataset',
    CloudFront: 'PublicKey TrustStore',
    CloudWatch: 'MetricStream',
    CodeStar: 'GitHubRepository',
    Connect: 'Queue SecurityKey',
    CustomerProfiles: 'EventStream',
    DataBrew: 'Dataset',
    DevOpsGuru: 'ResourceCollection',
    EC2: 'LocalGatewayRouteTable RouteTable TransitGatewayRouteTable TransitGatewayPolicyTable',
    ECS: 'Cluster',
    ElasticLoadBalancingV2: 'TrustStore',
    EMRContainers: 'VirtualCluster',
    GameLift: 'GameSessionQueue',
    IAM: 'AccessKey',
    IoT: 'Stream',
    IoTFleetWise: 'SignalCatalog',
    IVS: 'StreamKey PublicKey',
    KinesisFirehose: 'DeliveryStream',
    Location: 'PlaceIndex APIKey',
    Logs: 'LogStream',
    MediaConnect: 'FlowMediaStream',
    MediaLive: 'Cluster',
    Omics: 'RunCache',
    Pinpoint: 'EventStream',
    QLDB: 'Stream',
    QuickSight: 'DataSet',
    ResourceExplorer2: 'Index',
    Route53: 'CidrCollection KeySigningKey',
    Route53RecoveryControl: 'Cluster',
    SageMaker: 'CodeRepository',
    Transfer: 'HostKey',
    WorkSpacesWeb: 'TrustStore',
  }),
);

/** Whether a type of AWS is called like what holds data, and nobody has found that it does not. */
export function soundsDurable(type: string): boolean {
  return type.startsWith('AWS::') && HOLDS_DATA.test(type) && !HOLD_NOTHING.has(type);
}
