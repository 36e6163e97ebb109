import { resource, reviewStack } from './support';

interface Mocked {
  readonly loadAwsServiceSpecSync: () => unknown;
  readonly loads: jest.Mock;
}

jest.mock('@aws-cdk/aws-service-spec', (): Mocked => {
  const actual = jest.requireActual<Mocked>('@aws-cdk/aws-service-spec');
  const loads = jest.fn(actual.loadAwsServiceSpecSync);
  return { loadAwsServiceSpecSync: loads, loads };
});

test('the specification takes 0.4 s to load: it is loaded when something differs, and once', () => {
  const { loads } = jest.requireMock<Mocked>('@aws-cdk/aws-service-spec');
  const queue = (delay: number) => ({ Queue: resource('AWS::SQS::Queue', { DelaySeconds: delay }) });
  reviewStack(queue(1), queue(1));
  expect(loads).toHaveBeenCalledTimes(0);
  reviewStack(queue(1), queue(2));
  reviewStack(queue(2), queue(3));
  expect(loads).toHaveBeenCalledTimes(1);
});
