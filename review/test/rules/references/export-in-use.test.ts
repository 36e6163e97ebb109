import { Template } from '../../../model';
import { review } from '../../../review';
import { assembly, resource } from '../../support';
import { found, only } from '../support';

const RULE = 'export-in-use';
const LABELS = { from: 'before', to: 'after' };

const producer = (value: unknown, resources: Template['Resources'] = {}): { template: Template } => ({
  template: {
    Resources: { Topic: resource('AWS::SNS::Topic'), ...resources },
    ...(value === undefined ? {} : { Outputs: { Id: { Value: value, Export: { Name: 'network:Id' } } } }),
  },
});
const consumer = (imports: boolean, dependencies: string[] = ['network']) => ({
  template: {
    Resources: {
      Reader: resource('AWS::SSM::Parameter', { Value: imports ? { 'Fn::ImportValue': 'network:Id' } : 'none' }),
    },
  },
  dependencies,
});

test('flags an export that is removed while a stack imports it', () => {
  const from = assembly({ network: producer({ Ref: 'Topic' }), web: consumer(true) });
  const to = assembly({ network: producer(undefined), web: consumer(false) });
  expect(only(RULE, review(from, to, LABELS))).toEqual({
    severity: 'hazard',
    stack: 'network',
    logicalId: 'Topic',
    message:
      'The export network:Id (output Id) is removed while web imports it: CloudFormation refuses the update of network',
  });
});

test('flags an export whose resource is replaced', () => {
  const group = (GroupDescription: string) => ({ Web: resource('AWS::EC2::SecurityGroup', { GroupDescription }) });
  const from = assembly({ network: producer({ Ref: 'Web' }, group('a')), web: consumer(true) });
  const to = assembly({ network: producer({ Ref: 'Web' }, group('b')), web: consumer(true) });
  expect(only(RULE, review(from, to, LABELS)).message).toBe(
    'The export network:Id (output Id) gets another value, as Web is replaced while web imports it: CloudFormation refuses the update of network',
  );
});

test('flags an export that gets another value', () => {
  const from = assembly({ network: producer('1'), web: consumer(true) });
  const to = assembly({ network: producer('2'), web: consumer(true) });
  expect(only(RULE, review(from, to, LABELS))).toMatchObject({
    logicalId: 'Id',
    message:
      'The export network:Id (output Id) gets another value ("1" → "2") while web imports it: CloudFormation refuses the update of network',
  });
});

test('lets a consumer that is deployed first let go', () => {
  const from = assembly({ network: producer({ Ref: 'Topic' }), web: consumer(true) });
  const to = assembly({ network: { ...producer(undefined), dependencies: ['web'] }, web: consumer(false, []) });
  expect(found(RULE, review(from, to, LABELS))).toEqual([]);
});

test('leaves exports that nobody imports, or that stay, alone', () => {
  const kept = assembly({ network: producer({ Ref: 'Topic' }), web: consumer(true) });
  expect(
    found(RULE, review(kept, assembly({ network: producer({ Ref: 'Topic' }), web: consumer(false) }), LABELS)),
  ).toEqual([]);
  const unused = assembly({ network: producer({ Ref: 'Topic' }), web: consumer(false) });
  expect(found(RULE, review(unused, assembly({ network: producer(undefined), web: consumer(false) }), LABELS))).toEqual(
    [],
  );
});
