import { App, Duration, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  AppCaching,
  AppDomain,
  DurableLedger,
  Fallback,
  GrowthStage,
  IGrowthBlueprint,
  QueueOrder,
  ScalableApp,
  ScalableAppProps,
} from '../index';

/** What `cdk.json` says of the sample app, under the context key `app`. */
type SampleContext = Pick<ScalableAppProps, 'appName' | 'region' | 'account'> & {
  readonly alarmEmails: string[];
  readonly domain?: AppDomain;
  readonly image: string;
};

/** Takes jobs from its queue, says so in its log and is done with them: where the app's own worker comes in. */
const WORKER = {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/aws-cli/aws-cli:latest'),
  entryPoint: ['/bin/bash', '-c'],
  command: [
    `trap 'exit 0' TERM
while true; do
  job=$(aws sqs receive-message --queue-url "$QUEUE_URL" --wait-time-seconds 20 \\
    --query 'Messages[0].[ReceiptHandle,Body]' --output text)
  if [ -z "$job" ] || [ "$job" = None ]; then continue; fi
  echo "done: $(echo "$job" | cut -f2)"
  aws sqs delete-message --queue-url "$QUEUE_URL" --receipt-handle "$(echo "$job" | cut -f1)"
done`,
  ],
};

const BACK_SOON = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Car sharing</title>
  </head>
  <body>
    <h1>Booking is back soon</h1>
    <p>Rides that have begun go on; cars open by the app as ever.</p>
  </body>
</html>
`;

/** The sample: a car-sharing site. Its services to come are cars, bookings and users; today one container is the web. */
export class CarSharing implements IGrowthBlueprint {
  /** @param ledger the file of durable resources that the app is held to */
  constructor(private readonly ledger?: string) {}

  public compose(app: App, stage: GrowthStage): void {
    const { alarmEmails, domain, image, ...props } = contextOf(app);
    new ScalableApp(app, 'CarSharing', {
      ...props,
      stage,
      web: { image: ecs.ContainerImage.fromRegistry(image) },
      operations: { alarmEmails },
      edge: {
        domain,
        caching: AppCaching.byOrigin(),
        // The start page is worth something without the app, and is the same for everybody.
        fallback: Fallback.pageAndCopies(['/index.html'], { html: BACK_SOON, copies: { '/index.html': BACK_SOON } }),
      },
      // Receipts and route maps, made after the ride.
      jobs: {
        order: QueueOrder.standard(),
        longestJob: Duration.minutes(2),
        jobDuration: Duration.seconds(20),
        ...WORKER,
      },
      // Whoever ends a ride says so once: billing wants to know, and soon others.
      events: {
        order: QueueOrder.standard(),
        subscribers: [
          {
            name: 'Billing',
            longestJob: Duration.seconds(30),
            jobDuration: Duration.seconds(2),
            ...WORKER,
            filterPolicy: { type: sns.SubscriptionFilter.stringFilter({ allowlist: ['ride-ended'] }) },
          },
        ],
      },
    });
    if (this.ledger) Validations.of(app).addPlugins(new DurableLedger({ path: this.ledger }));
  }
}

function contextOf(app: App): SampleContext {
  const context: unknown = app.node.tryGetContext('app');
  const given = typeof context === 'object' && context !== null ? context : {};
  const missing = ['appName', 'region', 'image', 'alarmEmails'].filter((key) => !(key in given));
  if (missing.length > 0)
    throw new Error(
      `context value app is ${JSON.stringify(context)}: give an object, in the context of cdk.json, with ${missing.join(', ')}`,
    );
  if (!Array.isArray((given as SampleContext).alarmEmails))
    throw new Error('context value app.alarmEmails is no list: give ["ops@example.com"] or the like');
  return context as SampleContext;
}
