import { addDatabase, quickApp } from '../support';

describe('endpoints', () => {
  test('reads go to the writer while there is no replica', () => {
    const database = addDatabase(quickApp());

    expect(database.readerHosts).toEqual([database.writerEndpoint.hostname]);
    expect(database.port).toBe(5432);
    expect(database.databaseName).toBe('app');
  });

  test('reads go to the replicas once there are some', () => {
    const database = addDatabase(quickApp(), { readReplicas: 2 });

    expect(database.readerHosts).toEqual(database.replicas.map((replica) => replica.dbInstanceEndpointAddress));
    expect(database.readerHosts).not.toContain(database.writerEndpoint.hostname);
  });

  test('lists are copies', () => {
    const database = addDatabase(quickApp(), { readReplicas: 1 });
    database.replicas.pop();
    database.readerHosts.pop();
    const { length } = database.alarms;
    database.alarms.pop();

    expect(database.replicas).toHaveLength(1);
    expect(database.readerHosts).toHaveLength(1);
    expect(database.alarms).toHaveLength(length);
  });
});
