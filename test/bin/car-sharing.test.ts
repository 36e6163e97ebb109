import { CarSharing } from '../../bin/car-sharing';
import { GrowthStage } from '../../index';
import { testApp } from '../support/app';

const given = { appName: 'cars', region: 'eu-west-1', image: 'public.ecr.aws/nginx/nginx:stable' };
const compose = (app?: unknown) =>
  new CarSharing().compose(testApp({ context: app === undefined ? {} : { app } }), GrowthStage.ONE);

test('says what its context lacks', () => {
  expect(() => compose()).toThrow(
    'context value app is undefined: give an object, in the context of cdk.json, with appName, region, image, alarmEmails',
  );
  expect(() => compose(given)).toThrow(/in the context of cdk.json, with alarmEmails$/);
});

test('says that addresses are a list', () => {
  expect(() => compose({ ...given, alarmEmails: 'ops@example.com' })).toThrow(
    'context value app.alarmEmails is no list: give ["ops@example.com"] or the like',
  );
});

test('takes what is whole', () => {
  expect(() => compose({ ...given, alarmEmails: ['ops@example.com'] })).not.toThrow();
});
