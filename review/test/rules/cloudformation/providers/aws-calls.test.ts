import { resource } from '../../../support';
import { told } from './events';

const TYPE = 'Custom::AWS';
const PUT = 'putParameter';
const call = (action: string, parameters: object = {}, id?: string) =>
  JSON.stringify({ service: 'SSM', action, parameters, ...(id && { physicalResourceId: { id } }) });

test('another physical ID has the clean-up delete what was just written', () => {
  const state = (id: string, Delete?: string) => ({ Create: call(PUT, {}, id), Update: call(PUT, {}, id), Delete });
  const remove = call('deleteParameter', { Name: '/shop' });
  expect(told(TYPE, state('a', remove), state('b', remove))).toEqual([
    'hazard: its physical ID becomes another (a → b): after SSM:putParameter, the clean-up calls SSM:deleteParameter (onDelete) on the same target, and what was just written is gone',
  ]);
  expect(told(TYPE, state('a', remove), state('b', call('deleteParameter', { Name: '/other' })))).toEqual([
    'caution: its physical ID becomes another (a → b): after SSM:putParameter, the clean-up calls SSM:deleteParameter (onDelete) with the old parameters',
  ]);
  expect(told(TYPE, state('a'), state('b'))).toEqual([]);
});

test('a call is read although tokens stand in it', () => {
  const state = (ref: string) => {
    const [head, tail] = call(PUT, { Name: 'NAME' }, 'ID').split('NAME');
    return { Update: { 'Fn::Join': ['', [head, { Ref: ref }, tail]] }, Delete: call('deleteParameter') };
  };
  const topics = { One: resource('AWS::SNS::Topic'), Other: resource('AWS::SNS::Topic') };
  expect(told(TYPE, state('One'), state('Other'), { before: topics })).toEqual([
    'caution: calls SSM:putParameter again with other parameters (onUpdate)',
  ]);
});

test('what only reads, or is not called, is nothing to tell', () => {
  expect(told(TYPE, undefined, { Create: call('getParameter'), Update: call('getParameter') })).toEqual([]);
  expect(told(TYPE, { Create: call(PUT, { A: 1 }) }, { Create: call(PUT, { A: 2 }) })).toEqual([]);
  expect(told(TYPE, { Create: call(PUT) }, undefined)).toEqual([]);
  expect(told('Custom::DescribeCognitoUserPoolClient', undefined, { Create: call('describeUserPoolClient') })).toEqual(
    [],
  );
});

test('what it calls when it comes and goes is told', () => {
  expect(told(TYPE, undefined, { Create: call(PUT) })).toEqual(['caution: calls SSM:putParameter as it is created']);
  expect(told(TYPE, { Delete: call('deleteParameter') }, undefined)).toEqual([
    'caution: is deleted, and calls SSM:deleteParameter (onDelete)',
  ]);
});
