import { Resource } from '../model';

/** Whether CloudFormation leaves a resource alone when it leaves its stack. */
export function isRetained(resource: Resource | undefined): boolean {
  return resource?.DeletionPolicy === 'Retain' || resource?.DeletionPolicy === 'RetainExceptOnCreate';
}
