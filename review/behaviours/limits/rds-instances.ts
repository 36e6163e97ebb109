import { changed, matched, removed, switched, turned, turnedOn, unless, wentUp, where, sameMajor } from './predicates';
import { Given, Properties, READ, rowsOf, UpdateLimit } from './update-limit';

const RDS_GUIDE = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide';

const SETTINGS = `${RDS_GUIDE}/USER_ModifyInstance.Settings.html`;

const HOUR = 'Choose the hour of this step, or go over by a blue/green deployment of RDS.';

const STANDBY =
  'Turn Multi-AZ on in a step before this one, so that it is a failover of about a minute, or choose the hour.';

const MEMBER =
  'the instance is down for minutes while its class changes, and others of its cluster or source serve meanwhile';

const belongs = (set: Properties) =>
  set.DBClusterIdentifier !== undefined || set.SourceDBInstanceIdentifier !== undefined;

const member: Given = {
  says: 'it is an instance of a cluster, or a read replica',
  example: [{ DBClusterIdentifier: 'shop' }, { DBClusterIdentifier: 'shop' }],
  holds: (_, after) => belongs(after),
};

const independent: Given = {
  ...sameMajor,
  says: 'it is a database of its own, and the major version stays',
  holds: (before, after) => !belongs(after) && sameMajor.holds(before, after),
};

const alone: Given = {
  says: 'it is a database of its own, without a standby',
  example: [{}, {}],
  holds: (before, after) => !belongs(after) && unless('MultiAZ', true).holds(before, after),
};

const INSTANCES = rowsOf({ type: 'AWS::RDS::DBInstance', source: SETTINGS, date: READ }, [
  {
    path: 'DBInstanceClass',
    when: switched(['db.t4g.medium', 'db.m7g.large']),
    given: alone,
    outcome: 'outage',
    why: 'the database stops while its class changes, for minutes, as it has no standby that takes over',
    remedy: STANDBY,
  },
  {
    path: 'DBInstanceClass',
    when: switched(['db.t4g.medium', 'db.m7g.large']),
    given: where('MultiAZ', true),
    outcome: 'delayed',
    why: 'the standby changes first and takes over: connections break for about one to two minutes',
    remedy: 'Nothing to do where the application connects again by itself.',
  },
  {
    path: 'DBInstanceClass',
    when: switched(['db.r7g.large', 'db.r7g.xlarge']),
    given: member,
    outcome: 'delayed',
    why: MEMBER,
    remedy: 'Change one instance a step where readers or a failover are to go on.',
  },
  {
    path: 'EngineVersion',
    when: wentUp(['16.4', '16.6']),
    given: independent,
    outcome: 'outage',
    why: 'the engine is upgraded on the primary and its standby at once: the database is down for minutes, with Multi-AZ as well',
    remedy: HOUR,
    source: `${RDS_GUIDE}/USER_UpgradeDBInstance.Upgrading.html`,
  },
  {
    path: 'EngineVersion',
    when: matched('goes from MySQL 5.7 to 8.4', /^5\.7/, /^8\.4/, ['5.7.44', '8.4.3']),
    given: where('Engine', 'mysql'),
    outcome: 'refused',
    why: 'MySQL is upgraded from 5.7 to 8.0, and from there to 8.4',
    remedy: 'Upgrade to 8.0 in one step and to 8.4 in the next.',
    source: `${RDS_GUIDE}/USER_UpgradeDBInstance.MySQL.Major.html`,
  },
  {
    path: 'StorageType',
    when: turned(['standard'], ['gp2', 'gp3', 'io1', 'io2']),
    outcome: 'outage',
    why: 'from magnetic storage the database is down while the volume is converted',
    remedy: HOUR,
  },
  {
    path: 'StorageType',
    when: turned(['gp2', 'gp3', 'io1', 'io2'], ['standard']),
    outcome: 'outage',
    why: 'to magnetic storage the database is down while the volume is converted',
    remedy: 'Keep solid state storage; magnetic is of a former generation.',
  },
  {
    path: 'LicenseModel',
    when: switched(['license-included', 'bring-your-own-license']),
    outcome: 'outage',
    why: 'the database is down while its license model changes',
    remedy: HOUR,
  },
  {
    path: 'ProcessorFeatures',
    when: changed([[{ Name: 'coreCount', Value: '4' }], [{ Name: 'coreCount', Value: '2' }]]),
    given: alone,
    outcome: 'outage',
    why: 'the database restarts with other processors',
    remedy: STANDBY,
  },
  {
    path: 'Iops',
    when: switched([3000, 6000]),
    outcome: 'delayed',
    why: 'the storage is optimised afterwards, and for six hours it cannot be changed again',
    remedy: 'Change size, type and IOPS of the storage in one step.',
    source: `${RDS_GUIDE}/USER_PIOPS.ModifyingExisting.html`,
  },
  {
    path: 'ManageMasterUserPassword',
    when: turnedOn,
    outcome: 'outage',
    why: 'RDS makes a new password at once, and clients that hold the old one are refused when they connect again',
    remedy: 'Let clients read the secret that RDS manages before this step, or connect by IAM.',
    source: `${RDS_GUIDE}/rds-secrets-manager.html`,
  },
  {
    path: 'CACertificateIdentifier',
    when: switched(['rds-ca-2019', 'rds-ca-rsa2048-g1']),
    outcome: 'outage',
    why: 'clients that trust the old authority alone are refused, and an engine that cannot change its certificate while it runs restarts',
    remedy: 'Give clients the bundle with both authorities first.',
    source: `${RDS_GUIDE}/UsingWithRDS.SSL-certificate-rotation.html`,
  },
  {
    path: 'OptionGroupName',
    when: removed('oracle-tde'),
    outcome: 'refused',
    perhaps: true,
    why: 'an option group with a permanent option, such as TDE of Oracle, stays once it is associated',
    remedy: 'Keep the option group; without the option the data is exported to another database.',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html',
  },
]);

export const RDS_INSTANCES: readonly UpdateLimit[] = [...INSTANCES];
