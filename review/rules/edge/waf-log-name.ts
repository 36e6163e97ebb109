import { Rule } from '../../model';
import { listAt, resolve, resourcesOf, show, valueAt } from '../support';

const PREFIX = 'aws-waf-logs-';
/** By which property each kind of destination has its name. */
const NAMES: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
};

export const wafLogName: Rule = {
  id: 'waf-log-name',
  mechanism: 'refused',
  severities: ['hazard'],
  summary: 'A web ACL logs to something whose name does not begin with aws-waf-logs-, which WAF refuses.',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html',
  check: ({ to }) =>
    resourcesOf(to, 'AWS::WAFv2::LoggingConfiguration').flatMap(({ stack, logicalId, resource }) =>
      listAt(resource.Properties, 'LogDestinationConfigs').flatMap((value) => {
        const target = resolve(to, stack, value);
        const property = NAMES[target?.resource.Type ?? ''];
        if (!target || property === undefined) return [];
        const name = valueAt(target.resource.Properties, property);
        // A name that only the deployment knows may begin as it should.
        if (name !== undefined && typeof name !== 'string') return [];
        if (typeof name === 'string' && name.startsWith(PREFIX)) return [];
        return [
          {
            severity: 'hazard' as const,
            stack: stack.id,
            logicalId,
            message: `${resource.Type} ${logicalId} is refused: the name of ${target.logicalId} is ${show(name)} and does not begin with ${PREFIX}`,
            remedy: `Give ${target.logicalId} a name that begins with ${PREFIX} and is unique by stack, when it is created.`,
          },
        ];
      }),
    ),
};
