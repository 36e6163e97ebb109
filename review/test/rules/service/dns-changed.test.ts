import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'dns-changed';
const record = (Name: string, Type: string, ...ResourceRecords: string[]) =>
  resource('AWS::Route53::RecordSet', { Name, Type, ResourceRecords, TTL: 300 });

test('says that a delegation goes elsewhere', () => {
  const step = reviewStack(
    { Shop: record('shop.acme.example.', 'NS', 'ns-1.example') },
    { Shop: record('shop.acme.example.', 'NS', 'ns-2.example') },
  );
  expect(only(RULE, step)).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Shop',
    message:
      'AWS::Route53::RecordSet Shop delegates to other name servers: ResourceRecords -"ns-1.example" +"ns-2.example"; resolvers ask the old ones until the records that they hold expire, which takes up to two days',
  });
});

test('says which name is not resolved any more', () => {
  const www = record('www.acme.example.', 'A', '192.0.2.1');
  expect(only(RULE, reviewStack({ Www: www }, {})).message).toBe(
    'AWS::Route53::RecordSet Www is removed: the name "www.acme.example." (A) is not resolved any more',
  );
  expect(found(RULE, reviewStack({ Www: www }, { Site: www }))).toEqual([]);
});

test('leaves validation, text and other values alone', () => {
  const gone = { Check: record('_x.acme.example.', 'CNAME', 'v'), Text: record('acme.example.', 'TXT', '"v=spf1"') };
  expect(found(RULE, reviewStack(gone, {}))).toEqual([]);
  const site = (address: string) => ({ Www: record('www.acme.example.', 'A', address) });
  expect(found(RULE, reviewStack(site('192.0.2.1'), site('192.0.2.2')))).toEqual([]);
});
