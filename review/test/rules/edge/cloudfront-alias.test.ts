import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'cloudfront-alias';
const distribution = (...Aliases: string[]) =>
  resource('AWS::CloudFront::Distribution', { DistributionConfig: { Aliases } });

test('flags a name that goes to another distribution', () => {
  const review = reviewStack(
    { Blue: distribution('www.example.com'), Green: distribution() },
    { Blue: distribution(), Green: distribution('www.example.com') },
  );
  expect(only(RULE, review)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Green',
    message:
      'AWS::CloudFront::Distribution Green takes the alternate domain name www.example.com from app/Blue: while that one has it, CloudFront refuses it with CNAMEAlreadyExists, and between the two the site has no distribution',
  });
});

test('leaves new names alone', () => {
  const review = reviewStack(
    { Blue: distribution('www.example.com') },
    { Blue: distribution('www.example.com', 'example.com'), Green: distribution('api.example.com') },
  );
  expect(found(RULE, review)).toEqual([]);
});

test('flags a name that two distributions have', () => {
  const before = { Blue: distribution('www.example.com') };
  const both = { Green: distribution('www.example.com'), ...before };
  expect(only(RULE, reviewStack(before, both))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Green',
    message:
      'AWS::CloudFront::Distribution Green is refused: app/Blue has the alternate domain name www.example.com as well (CNAMEAlreadyExists)',
  });
});

test('leaves alone a name that one distribution lists twice', () => {
  const twice = { Blue: distribution('www.example.com', 'www.example.com') };
  expect(found(RULE, reviewStack({}, twice))).toEqual([]);
});
