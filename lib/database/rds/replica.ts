import { CfnResource, Reference, Stack, Tokenization, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct, IConstruct } from 'constructs';
import { DatabaseInput } from './replicated-database-checks';

/** By the word that `cdk-grow diff` looks for (review/rules/transient/transient-replaced.ts). */
const MAY_BE_REPLACED = 'cdk-scaling-patterns:may-be-replaced';

/** Whether a text is known only when another stack says it. */
function isSaidElsewhere(scope: IConstruct, text: string): boolean {
  return Tokenization.reverseString(text).tokens.some(
    (token) => Reference.isReference(token) && Stack.of(token.target) !== Stack.of(scope),
  );
}

/**
 * The zones that replicas stand in, one after the other: those that are given, else those of the subnets. Undefined where
 * another stack would have to say them: a zone is for good, and CloudFormation may plan a replacement wherever such a
 * property takes a value that it learns only during the update (aws/aws-cdk#38829). RDS chooses a zone then.
 */
export function replicaZones(
  scope: IConstruct,
  subnets: readonly ec2.ISubnet[],
  given: readonly string[] | undefined,
): string[] | undefined {
  const zones = given ? [...given] : subnets.map(({ availabilityZone }) => availabilityZone);
  return zones.some((zone) => isSaidElsewhere(scope, zone)) ? undefined : zones;
}

/** Up to version 0.1.0 another stack said the zone. RDS cannot let go of a zone: it makes such a replica anew, once. */
export function declareReplaceable(replica: rds.DatabaseInstanceReadReplica): void {
  (replica.node.defaultChild as CfnResource).addMetadata(
    MAY_BE_REPLACED,
    'It holds no data of its own. One whose zone was pinned is made anew when RDS may choose the zone.',
  );
}

/**
 * Parameters of the replicas alone, or `undefined` where they share those of the writer. A number of connections that
 * somebody chose is for all instances.
 */
export function replicaParameters({ engine, tuning, parameters }: DatabaseInput): Record<string, string> | undefined {
  const own = { ...engine._traits.replicaParameters };
  const chosen = { ...tuning._parameters(), ...parameters };
  const left = Object.entries(own).filter(([name]) => !Object.hasOwn(chosen, name));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/**
 * One after the other: a change of all replicas, such as of the class, restarts each, and those that are left answer. By
 * the resource alone, so that neither logs nor alarms of one wait for another's.
 */
export function restartAfter(
  replica: rds.DatabaseInstanceReadReplica,
  earlier: rds.DatabaseInstanceReadReplica | undefined,
): void {
  if (!earlier) return;
  (replica.node.defaultChild as rds.CfnDBInstance).addResourceDependency(
    earlier.node.defaultChild as rds.CfnDBInstance,
  );
}

/** What CloudFormation takes from the source, or what a copy without data of its own does not need. */
export function acknowledgeReplica(replica: Construct): void {
  Validations.of(replica).acknowledge(
    { id: 'AwsSolutions-RDS2', reason: "A replica in the source's Region takes the source's encryption and key." },
    { id: 'AwsSolutions-RDS3', reason: 'Another replica, or the writer, answers when this one is lost.' },
    { id: 'AwsSolutions-RDS10', reason: 'A replica is a copy: going back to fewer of them must be possible.' },
    { id: 'AwsSolutions-RDS13', reason: 'A replica is a copy: its source is backed up.' },
    { id: 'CloudFormation-Validate::W3010', reason: "The zone is one of the VPC's own, so that replicas spread." },
  );
}
