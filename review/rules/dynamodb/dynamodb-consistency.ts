import { Rule } from '../../model';
import { changesOfType, describe, isUpdate, propertyChange } from '../support';

export const dynamodbConsistency: Rule = {
  id: 'dynamodb-consistency',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A DynamoDB table changes its multi-Region consistency, which only an empty table can.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html',
  check: (context) =>
    changesOfType(context, 'AWS::DynamoDB::GlobalTable')
      .filter(isUpdate)
      .flatMap(({ stack, change }) => {
        const property = propertyChange(change, 'MultiRegionConsistency');
        const [from, to] = [property?.before ?? 'EVENTUAL', property?.after ?? 'EVENTUAL'];
        if (!property || from === to) return [];
        return [
          {
            severity: 'hazard',
            stack,
            logicalId: change.logicalId,
            message: `${describe(change)} goes from ${from} to ${to} consistency: the mode is chosen when the table gets its first replicas, and a table with items in it is refused`,
            remedy:
              'Choose the consistency when the table is created. To change it later, create a second table with the wanted mode, copy the items, and move the readers and writers.',
          },
        ];
      }),
};
