import { reviewStack, StackInput } from '../../support';

test('a template with a transform is a caution as soon as it changes', () => {
  const state = (size: number): StackInput => ({
    template: {
      Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'],
      Description: `${size}`,
      Resources: {},
    },
  });
  expect(reviewStack(state(1), state(2)).findings).toEqual([
    {
      rule: 'unseen-transform',
      severity: 'caution',
      mechanism: 'unknown',
      stack: 'app',
      logicalId: '',
      path: '',
      message:
        'The template of app is transformed by AWS::Serverless-2016-10-31 when it is deployed: what comes of that is not reviewed',
      remedy: 'Review a change set of this stack before it is executed.',
      source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html',
    },
  ]);
  expect(reviewStack(state(1), state(1)).findings).toEqual([]);
});
