import { Resource } from '../../../../model';
import { resource, reviewStack } from '../../../support';
import { found } from '../../support';

/** What is found of the custom resource `It` where it goes from one state to another; undefined where it is not there. */
export function told(
  type: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
  around: { readonly before?: Record<string, Resource>; readonly after?: Record<string, Resource> } = {},
): string[] {
  const topic = { Topic: resource('AWS::SNS::Topic') };
  const state = (properties: Record<string, unknown> | undefined, others: Record<string, Resource> = {}) => ({
    ...topic,
    ...others,
    ...(properties ? { It: resource(type, { ServiceToken: 'arn:it', ...properties }) } : {}),
  });
  const review = reviewStack(state(before, around.before), state(after, around.after ?? around.before));
  const prefix = `The custom resource ${type} It `;
  return found('custom-resource', review).map(({ severity, message }) => `${severity}: ${message.replace(prefix, '')}`);
}
