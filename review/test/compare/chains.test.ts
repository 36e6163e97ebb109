import { PLAIN } from '../../cli/support/style';
import { textReview } from '../../cli/support/text-review';
import { Template } from '../../model';
import { review } from '../../review';
import { assembly } from '../support';

describe('chains of thousands of links end in time', () => {
  const reviewOf = (before: Template, after: Template) =>
    review(assembly({ App: { template: before } }), assembly({ App: { template: after } }), { from: 'a', to: 'b' });
  const numbers = Array.from({ length: 3_000 }, (_, i) => i);

  test('of resources that refer to one another', () => {
    const chain = (name: string) => ({
      Resources: Object.fromEntries(
        numbers.map((i) => [
          `R${i}`,
          { Type: 'AWS::SNS::Topic', Properties: { TopicName: i === 0 ? name : { Ref: `R${i - 1}` } } },
        ]),
      ),
    });
    expect(reviewOf(chain('a'), chain('b')).stacks[0].changes).toHaveLength(3_000);
  }, 120_000);

  test('of conditions, and such as double with each link', () => {
    const chain = (kind: 'Fn::And' | 'Fn::Not', end: string) => ({
      Parameters: { P: { Type: 'String' } },
      Conditions: Object.fromEntries(
        numbers.map((i) => {
          const next = { Condition: `C${i + 1}` };
          if (i === 2_999) return [`C${i}`, { 'Fn::Equals': [{ Ref: 'P' }, end] }];
          return [`C${i}`, { [kind]: kind === 'Fn::And' ? [next, next] : [next] }];
        }),
      ),
      Resources: {
        T: { Type: 'AWS::SNS::Topic', Condition: 'C0' },
        U: { Type: 'AWS::SNS::Topic', Condition: 'C2950' },
      },
    });
    for (const kind of ['Fn::And', 'Fn::Not'] as const) {
      expect(reviewOf(chain(kind, 'a'), chain(kind, 'a')).stacks).toEqual([]);
      const [{ changes }] = reviewOf(chain(kind, 'a'), chain(kind, 'b')).stacks;
      expect(changes.map(({ logicalId }) => logicalId)).toContain('U');
    }
  }, 120_000);

  test('of items of a list', () => {
    const list = (from: number) => ({
      Resources: {
        T: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: { SecurityGroupIngress: Array.from({ length: 5_000 }, (_, i) => ({ FromPort: from + i })) },
        },
      },
    });
    textReview(reviewOf(list(0), list(5_001)), PLAIN);
  }, 120_000);
});
