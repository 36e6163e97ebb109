import { Assembly, Rule } from '../model';
import { listAt, resourcesOf } from './support';

const TYPE = 'AWS::CloudFront::Distribution';

/** Alternate domain names with the distribution that has them, as `stack/logicalId`. */
function owners(assembly: Assembly): Map<string, { stack: string; logicalId: string }> {
  const found = new Map<string, { stack: string; logicalId: string }>();
  for (const { stack, logicalId, resource } of resourcesOf(assembly, TYPE)) {
    for (const alias of listAt(resource.Properties, 'DistributionConfig.Aliases')) {
      if (typeof alias === 'string') found.set(alias, { stack: stack.id, logicalId });
    }
  }
  return found;
}

export const cloudfrontAlias: Rule = {
  id: 'cloudfront-alias',
  severities: ['hazard'],
  summary: 'An alternate domain name goes from one CloudFront distribution to another in one step.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',
  check: (context) => {
    const old = owners(context.from);
    return [...owners(context.to)].flatMap(([alias, owner]) => {
      const was = old.get(alias);
      if (!was || (was.stack === owner.stack && was.logicalId === owner.logicalId)) return [];
      return [
        {
          severity: 'hazard',
          stack: owner.stack,
          logicalId: owner.logicalId,
          message: `${TYPE} ${owner.logicalId} takes the alternate domain name ${alias} from ${was.stack}/${was.logicalId}: while that one has it, CloudFront refuses it with CNAMEAlreadyExists, and between the two the site has no distribution`,
          remedy:
            "Keep the distribution. To move a name, use CloudFront's associate-alias, which moves it at once, and then make the templates agree.",
        },
      ];
    });
  },
};
