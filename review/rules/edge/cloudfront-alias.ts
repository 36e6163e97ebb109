import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import { listAt, Placed, refusal, resourcesOf, valueAt } from '../support';

const TYPE = 'AWS::CloudFront::Distribution';

/** Alternate domain names with the distributions that have them. */
function owners(assembly: Assembly): Map<string, Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const distribution of resourcesOf(assembly, TYPE)) {
    const aliases = listAt(valueAt(distribution.resource.Properties, 'DistributionConfig'), 'Aliases');
    for (const alias of new Set(aliases)) {
      if (typeof alias === 'string') found.set(alias, [...(found.get(alias) ?? []), distribution]);
    }
  }
  return found;
}

const placeOf = ({ stack, logicalId }: Placed) => `${stack.id}/${logicalId}`;

function moved(context: RuleContext): RuleFinding[] {
  const old = owners(context.from);
  return [...owners(context.to)].flatMap(([alias, [owner, ...others]]) => {
    const [was] = old.get(alias) ?? [];
    if (!was || others.length > 0 || placeOf(was) === placeOf(owner)) return [];
    return [
      {
        severity: 'hazard' as const,
        stack: owner.stack.id,
        logicalId: owner.logicalId,
        message: `${TYPE} ${owner.logicalId} takes the alternate domain name ${alias} from ${placeOf(was)}: while that one has it, CloudFront refuses it with CNAMEAlreadyExists, and between the two the site has no distribution`,
        remedy:
          "Keep the distribution. To move a name, use CloudFront's associate-alias, which moves it at once, and then make the templates agree.",
      },
    ];
  });
}

function shared(context: RuleContext): RuleFinding[] {
  const before = owners(context.from);
  return [...owners(context.to)].flatMap(([alias, all]) => {
    if (all.length < 2) return [];
    const had = before.get(alias)?.map(placeOf) ?? [];
    const first = all.find((one) => had.includes(placeOf(one))) ?? all[0];
    return all
      .filter((one) => one !== first)
      .map((one) =>
        refusal(
          one,
          `${placeOf(first)} has the alternate domain name ${alias} as well (CNAMEAlreadyExists)`,
          'Give each distribution names of its own; a name belongs to one distribution in all of AWS.',
        ),
      );
  });
}

export const cloudfrontAlias: Rule = {
  id: 'cloudfront-alias',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'An alternate domain name goes from one CloudFront distribution to another in one step, or is that of two at once.',
  source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html',
  check: (context) => [...moved(context), ...shared(context)],
};
