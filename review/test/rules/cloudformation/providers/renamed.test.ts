import { resource } from '../../../support';
import { told } from './events';

/** What is told of `It` where the step makes another one of it under another logical ID. */
function renamed(type: string, properties: Record<string, unknown>): string | undefined {
  const Twin = resource(type, { ServiceToken: 'arn:it', ...properties });
  return told(type, properties, undefined, { before: {}, after: { Twin } }).find((one) => one.includes('Twin'));
}

test.each([
  [
    'Custom::AWS',
    { Delete: JSON.stringify({ service: 'SSM', action: 'deleteParameter', parameters: { Name: '/shop' } }) },
    'is deleted after Twin was created for the same target, and calls SSM:deleteParameter (onDelete): what was just written is gone',
  ],
  [
    'Custom::S3BucketNotifications',
    { BucketName: 'media' },
    'is deleted after Twin was created for the bucket media: its handler takes the notifications away that were just set',
  ],
  [
    'Custom::AWSCDK-EKS-HelmChart',
    { ClusterName: 'shop', Release: 'web' },
    'uninstalls the Helm release web, which Twin has just installed anew',
  ],
  [
    'Custom::AWSCDK-EKS-KubernetesResource',
    { ClusterName: 'shop', Manifest: JSON.stringify([{ kind: 'Deployment', metadata: { name: 'web' } }]) },
    'is deleted after Twin was created with the same objects: Kubernetes refuses to make them again, or its handler deletes them once they are made',
  ],
])('%s under another logical ID is undone by the clean-up', (type, properties, what) => {
  expect(renamed(type, properties)).toBe(`hazard: ${what}`);
});

test('one for another target is not', () => {
  const of = (BucketName: string) => ({ BucketName });
  const Twin = resource('Custom::S3BucketNotifications', { ServiceToken: 'arn:it', ...of('other') });
  expect(told('Custom::S3BucketNotifications', of('media'), undefined, { before: {}, after: { Twin } })).toEqual([
    'caution: is deleted: the bucket media sends no notification of it any more',
  ]);
});
