import { Aws, CfnMapping, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Build, heldTo, ledgerFile, recorded } from './support';

const ENV = { account: '111111111111', region: 'eu-west-1' };

const table =
  (nameOf: (stack: Stack) => string, env: typeof ENV | undefined = ENV): Build =>
  (app) => {
    const stack = new Stack(app, 'Data', { env });
    new dynamodb.CfnTable(stack, 'Orders', {
      tableName: nameOf(stack),
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
    });
  };
const tier = (stack: Stack, value = 'prod') => new CfnParameter(stack, 'Tier', { default: value }).valueAsString;
const mapped = (row: object) => (stack: Stack) =>
  new CfnMapping(stack, 'Names', { mapping: { 'eu-west-1': { Table: 'orders', ...row } } }).findInMap(
    Aws.REGION,
    'Table',
  );

describe.each<[string, Build, Build]>([
  [
    'join and substitution',
    table((s) => Fn.join('-', ['orders', tier(s)])),
    table((s) => Fn.sub(`orders-\${${tier(s) && 'Tier'}}`)),
  ],
  ['the default of a parameter', table((s) => `orders-${tier(s)}`), table(() => 'orders-prod')],
  ['the account', table(() => `orders-${Aws.ACCOUNT_ID}`), table(() => 'orders-111111111111')],
  ['a map with a key more', table(mapped({})), table(mapped({ Size: '1' }))],
  ['a map', table(mapped({})), table(() => 'orders')],
])('a value by %s', (_, one, other) => {
  test('is the same in both spellings, whichever was recorded', () => {
    expect(heldTo(ledgerFile(recorded(one)), other)).toBe('');
    expect(heldTo(ledgerFile(recorded(other)), one)).toBe('');
  });

  test('is another one where it changes', () => {
    expect(
      heldTo(
        ledgerFile(recorded(one)),
        table(() => 'else'),
      ),
    ).toContain('durable-replaced');
  });
});

test('what is recorded holds in another account, where the value follows from it', () => {
  const named = (account: string) => table(() => `orders-${Aws.ACCOUNT_ID}`, { ...ENV, account });
  expect(heldTo(ledgerFile(recorded(named('111111111111'))), named('222222222222'))).toBe('');
});

test('another value of the map is another value', () => {
  const file = ledgerFile(recorded(table(mapped({}))));
  expect(heldTo(file, table(mapped({ Table: 'other' })))).toContain('TableName');
});
