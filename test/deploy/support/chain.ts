export const queue = (properties: object = {}, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...more,
});
export const topic = (displayName: unknown, more: object = {}) => ({
  Type: 'AWS::SNS::Topic',
  Properties: { DisplayName: displayName },
  ...more,
});

/** Whether a queue is first-in first-out is a one-way door; the log group's name follows the queue's. */
export const chain = (fifo: boolean) => ({
  Resources: {
    Jobs: queue(fifo ? { FifoQueue: true } : {}),
    News: topic({ 'Fn::GetAtt': ['Jobs', 'QueueName'] }),
    Copy: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/of/${Jobs.QueueName}' } } },
    Alone: topic('alone'),
  },
});
