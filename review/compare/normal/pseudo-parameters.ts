import { AssemblyStack } from '../../model';

/** The pseudo parameters whose values follow from where a stack is deployed, as far as its manifest says it. */
export function pseudoParameters({ account, region, name, nestedIn }: AssemblyStack): Record<string, string> {
  return {
    ...(account.startsWith('unknown') ? {} : { 'AWS::AccountId': account }),
    // A nested stack gets a name with a random end.
    ...(nestedIn === undefined ? { 'AWS::StackName': name } : {}),
    ...(region.startsWith('unknown') ? {} : { 'AWS::Region': region, ...partitionOf(region) }),
  };
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html (2026-12-01) */
function partitionOf(region: string): Record<string, string> {
  const [partition, suffix] = region.startsWith('cn-')
    ? ['aws-cn', 'amazonaws.com.cn']
    : [region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws', 'amazonaws.com'];
  // Other partitions exist; what is not sure is left to the deployment.
  const usual = /^(af|ap|ca|cn|eu|il|me|mx|sa|us)-/.test(region) && !/^(us-iso|eu-isoe)/.test(region);
  return usual ? { 'AWS::Partition': partition, 'AWS::URLSuffix': suffix } : {};
}
