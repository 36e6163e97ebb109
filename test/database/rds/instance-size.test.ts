import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { estimatedMaxConnections, memoryGiB, supportsInsights } from '../../../lib/database/rds/instance-size';

const [postgres, mysql] = [DatabaseEngine.postgres(), DatabaseEngine.mysql()];

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
test.each([
  ['t4g.micro', 1],
  ['t4g.small', 2],
  ['t3.medium', 4],
  ['t4g.2xlarge', 32],
  ['m8g.large', 8],
  ['m7g.xlarge', 16],
  ['m6i.16xlarge', 256],
  ['r8g.large', 16],
  ['r7g.16xlarge', 512],
  ['x2g.large', 32],
  ['x2g.16xlarge', 1024],
  ['x2iedn.xlarge', undefined],
  ['t4g.nano', undefined],
  ['m8g.metal', undefined],
  ['z1d.large', undefined],
  ['nonsense', undefined],
])('%s has %s GiB', (type, memory) => {
  expect(memoryGiB(type)).toBe(memory);
});

test.each([
  ['PostgreSQL', postgres, 2, 180],
  ['PostgreSQL', postgres, 8, 720],
  ['PostgreSQL', postgres, 1024, 5000],
  ['MySQL', mysql, 2, 136],
  ['MySQL', mysql, 1024, 69_905],
])('%s number %# takes about so many connections', (_, engine, memory, connections) => {
  expect(estimatedMaxConnections(engine, memory)).toBe(connections);
});

test.each([
  ['t4g.micro', true, false],
  ['t4g.small', true, false],
  ['t3.small', true, false],
  ['t4g.medium', true, true],
  ['m8g.large', true, true],
])('Database Insights on %s: PostgreSQL %s, MySQL %s', (type, onPostgres, onMysql) => {
  expect([supportsInsights(postgres, type), supportsInsights(mysql, type)]).toEqual([onPostgres, onMysql]);
});
