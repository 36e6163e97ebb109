import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'in-service-moved';
const pool = { Users: resource('AWS::Cognito::UserPool') };
const client = (more = {}, properties = {}) =>
  resource('AWS::Cognito::UserPoolClient', { UserPoolId: { Ref: 'Users' }, ...properties }, more);

test('flags a client of a user pool under another logical ID, and says how to keep it', () => {
  const step = reviewStack({ ...pool, Web: client() }, { ...pool, Site: client() });
  expect(only(RULE, step)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Web',
    message:
      'AWS::Cognito::UserPoolClient Web gets another logical ID (app/Web → app/Site), and CloudFormation makes another one there: its client ID becomes another, and apps that have the old one cannot sign in',
  });
  expect(step.findings.find(({ rule }) => rule === RULE)?.remedy).toBe(
    "Keep its logical ID (`overrideLogicalId('Web')` on the construct that makes Site), or move it with a stack refactor (`cdk refactor`) before the step and without other changes.",
  );
});

test('derives from the specification what others hold of a type that no table names', () => {
  const studio = resource('AWS::EMR::Studio', { AuthMode: 'IAM' });
  const topic = { Topic: resource('AWS::SNS::Topic') };
  expect(only(RULE, reviewStack({ ...topic, A: studio }, { ...topic, B: studio })).message).toBe(
    'AWS::EMR::Studio A gets another logical ID (app/A → app/B), and CloudFormation makes another one there: its Url becomes another, and who has the old one does not reach it',
  );
});

test('is careful where the old one is kept', () => {
  const step = reviewStack({ ...pool, Web: client({ DeletionPolicy: 'Retain' }) }, { ...pool, Site: client() });
  expect(only(RULE, step)).toMatchObject({
    severity: 'caution',
    message:
      'AWS::Cognito::UserPoolClient Web gets another logical ID (app/Web → app/Site), and CloudFormation makes another one there: who uses the old one stays with it, outside of every stack',
  });
});

test('leaves one that is set up otherwise, and one whose successor is refused, alone', () => {
  const secret = client({}, { GenerateSecret: true });
  expect(found(RULE, reviewStack({ ...pool, Web: client() }, { ...pool, Site: secret }))).toEqual([]);
  const balancer = resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: 'web', Scheme: 'internal' });
  const step = reviewStack({ ...pool, Lb: balancer }, { ...pool, Front: balancer });
  expect(found(RULE, step)).toEqual([]);
  expect(only('fixed-name-collision', step)).toMatchObject({ severity: 'hazard', logicalId: 'Front' });
});
