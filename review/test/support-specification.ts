import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** The resource specification, as tests ask it. */
export const specification = {
  propertiesOf(type: string): string[] {
    const [resource] = loadAwsServiceSpecSync().lookup('resource', 'cloudFormationType', 'equals', type);
    return Object.keys(resource?.properties ?? {});
  },
};
