import { join } from 'node:path';
import { Resource } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { producerOf, references, stackOutputs } from '../../review/rules/support';
import { assembly, resource } from '../../review/test/support';
import { STAGE_NAMES, STAGES_DIR } from '../support/stages';
import { createsNew } from './create-only';

/**
 * CloudFormation learns a value of another stack only while the update runs, and may plan to replace what holds one in a
 * property that is decided at creation (aws/aws-cdk#38829). These are the values that such properties may take: each
 * belongs to a resource which keeps it for as long as it lives, and which is never replaced. What is to be added here has
 * to be of that kind, with a rule of the review that finds its producer's replacement.
 */
const NEVER_CHANGES: Readonly<Record<string, { readonly producer: string; readonly why: string }>> = {
  'AWS::EC2::SecurityGroup.VpcId': { producer: 'AWS::EC2::VPC', why: 'the ID of the VPC' },
  'AWS::ElasticLoadBalancingV2::TargetGroup.VpcId': { producer: 'AWS::EC2::VPC', why: 'the ID of the VPC' },
  'AWS::RDS::DBProxy.VpcSubnetIds': { producer: 'AWS::EC2::Subnet', why: 'the IDs of the subnets of all zones' },
  'AWS::EC2::SecurityGroupIngress.GroupId': {
    producer: 'AWS::EC2::SecurityGroup',
    why: 'the ID of a group whose description and VPC never change',
  },
  'AWS::EC2::SecurityGroupEgress.DestinationSecurityGroupId': {
    producer: 'AWS::EC2::SecurityGroup',
    why: 'the ID of a group whose description and VPC never change',
  },
  'AWS::SNS::Subscription.TopicArn': {
    producer: 'AWS::SNS::Topic',
    why: 'the ARN of a topic whose kind never changes',
  },
};

/** Types of which every change makes a new one beside the old: nothing is lost with it, and its users take the new one. */
const REVISIONS = ['AWS::ECS::TaskDefinition'];

interface Found {
  readonly property: string;
  readonly producers: string[];
}

function found({ Type, Properties = {} }: Resource): Omit<Found, 'producers'>[] {
  return Object.entries(Properties)
    .filter(([name, value]) => stackOutputs(value).length > 0 && createsNew(Type, name))
    .map(([name]) => ({ property: `${Type}.${name}` }));
}

function producers(directory: string): Found[] {
  const assembly = readAssembly(directory);
  return assembly.stacks.flatMap((stack) =>
    Object.values(stack.template.Resources)
      .filter(({ Type }) => !REVISIONS.includes(Type))
      .flatMap((consumer) =>
        found(consumer).map(({ property }) => {
          const name = property.slice(consumer.Type.length + 1);
          const types = stackOutputs(consumer.Properties?.[name]).flatMap((output) => {
            const producer = producerOf(assembly, stack, output)!;
            return [...references(producer.template.Outputs?.[output.output]?.Value)].map(
              (logicalId) => producer.template.Resources[logicalId].Type,
            );
          });
          return { property, producers: [...new Set(types)] };
        }),
      ),
  );
}

describe('no property that is decided at creation takes a value of another stack, but those that never change', () => {
  test.each(STAGE_NAMES)('%s', (stage) => {
    for (const { property, producers: types } of producers(join(STAGES_DIR, stage))) {
      expect({ property, types }).toEqual({ property, types: [NEVER_CHANGES[property]?.producer] });
    }
  });

  test('the list has nothing that no stage has', () => {
    const all = new Set(
      STAGE_NAMES.flatMap((stage) => producers(join(STAGES_DIR, stage)).map((each) => each.property)),
    );
    expect([...all].sort()).toEqual(Object.keys(NEVER_CHANGES).sort());
  });
});

/** For each type of producer a change that replaces it. */
const REPLACED: Readonly<Record<string, [string, unknown, unknown]>> = {
  'AWS::EC2::VPC': ['CidrBlock', '10.0.0.0/16', '10.1.0.0/16'],
  'AWS::EC2::Subnet': ['CidrBlock', '10.0.0.0/24', '10.0.1.0/24'],
  'AWS::EC2::SecurityGroup': ['GroupDescription', 'one', 'another'],
  'AWS::SNS::Topic': ['FifoTopic', undefined, true],
};

test.each(Object.entries(NEVER_CHANGES))(
  '%s: the review finds it where its producer is replaced',
  (property, { producer }) => {
    const [type, name] = [property.slice(0, property.lastIndexOf('.')), property.slice(property.lastIndexOf('.') + 1)];
    const [changing, before, after] = REPLACED[producer];
    const at = (value: unknown) =>
      assembly({
        producer: {
          template: {
            Resources: { Producer: resource(producer, value === undefined ? {} : { [changing]: value }) },
            Outputs: { Value: { Value: { Ref: 'Producer' } } },
          },
        },
        consumer: {
          Consumer: resource(type, {
            [name]: { 'Fn::GetStackOutput': { StackName: 'producer', OutputName: 'Value' } },
          }),
        },
      });
    const { findings } = review(at(before), at(after), { from: 'before', to: 'after' });
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'hazard', stack: 'producer', logicalId: 'Producer' }),
    );
  },
);
