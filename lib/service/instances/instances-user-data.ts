import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Where an instance has the app's environment, in the form that systemd and shells read. */
export const ENVIRONMENT_FILE = '/etc/web-tier/environment';

/** The hook that keeps an instance from being in service until it says that it is ready. */
export const READY_HOOK = 'ready';

const READY_SCRIPT = '/usr/local/sbin/web-tier-ready';
const READY_UNIT = '/etc/systemd/system/web-tier-ready.service';

export interface UserDataOptions {
  readonly environment: { [name: string]: string };
  /** What the user adds. */
  readonly script?: ec2.UserData;
  readonly port: number;
  readonly healthCheckPath: string;
  readonly region: string;
  readonly startSeconds: number;
  /** How long after it is in service the load balancer has seen that an instance is healthy. */
  readonly settleSeconds: number;
  readonly stackName: string;
  /** The logical ID of the group, for the signal to CloudFormation. */
  readonly logicalId: string;
}

/** The user data of an instance: its environment, the unit that says when it is ready, then the user's own script. */
export function instanceUserData(options: UserDataOptions): ec2.UserData {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(
    ...fileCommands(ENVIRONMENT_FILE, '0644', environmentLines(options.environment)),
    ...fileCommands(READY_SCRIPT, '0755', readyScript(options)),
    ...fileCommands(READY_UNIT, '0644', READY_UNIT_LINES),
    'systemctl daemon-reload',
    'systemctl enable web-tier-ready.service',
    // Before the user's script, which may end in any way that it likes.
    'systemctl start --no-block web-tier-ready.service',
  );
  if (options.script) userData.addCommands(options.script.render());
  return userData;
}

/** `NAME="value"`, escaped as both systemd and POSIX shells take it back. */
export function environmentLines(environment: { [name: string]: string }): string[] {
  return Object.entries(environment).map(([name, value]) => {
    // A reference is a host name, an ARN and the like, known at deployment.
    const text = Token.isUnresolved(value) ? value : value.replace(/[\\"$`]/g, '\\$&');
    return `${name}="${text}"`;
  });
}

const READY_UNIT_LINES = [
  '[Unit]',
  'Description=Says when the app is ready',
  'After=network-online.target',
  'Wants=network-online.target',
  '[Service]',
  'Type=simple',
  `ExecStart=${READY_SCRIPT}`,
  '[Install]',
  'WantedBy=multi-user.target',
];

function fileCommands(path: string, mode: string, lines: string[]): string[] {
  return [
    `install -D -m ${mode} /dev/null ${path}`,
    `cat > ${path} <<'END_OF_WEB_TIER_FILE'`,
    ...lines,
    'END_OF_WEB_TIER_FILE',
  ];
}

/**
 * Runs at each start, as an instance of a warm pool starts more than once. It waits until the app answers, lets the
 * instance into service, waits until the load balancer has seen that as well, and tells CloudFormation, which listens
 * while it makes the group. An instance whose app never answers says nothing, and is given up.
 */
export function readyScript(options: UserDataOptions): string[] {
  const { healthCheckPath, logicalId, port, region, settleSeconds, stackName, startSeconds } = options;
  const metadata = 'http://169.254.169.254/latest';
  return [
    '#!/bin/bash',
    'set -u',
    `deadline=$((SECONDS + ${startSeconds}))`,
    'answers() {',
    `  [[ "$(curl --silent --max-time 5 --output /dev/null --write-out '%{http_code}' 'http://localhost:${port}${healthCheckPath}')" == 2?? ]]`,
    '}',
    'until answers; do',
    '  if [ "$SECONDS" -ge "$deadline" ]; then echo "the app does not answer its health check"; exit 1; fi',
    '  sleep 5',
    'done',
    `token="$(curl --silent --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 21600' ${metadata}/api/token)"`,
    `instance="$(curl --silent --header "X-aws-ec2-metadata-token: $token" ${metadata}/meta-data/instance-id)"`,
    `export AWS_DEFAULT_REGION='${region}'`,
    "state=''",
    'until [ "$state" = InService ]; do',
    '  read -r group state < <(aws autoscaling describe-auto-scaling-instances --instance-ids "$instance" --query \'AutoScalingInstances[0].[AutoScalingGroupName,LifecycleState]\' --output text)',
    '  if [[ "$state" == *Pending:Wait ]]; then',
    `    aws autoscaling complete-lifecycle-action --lifecycle-hook-name ${READY_HOOK} --auto-scaling-group-name "$group" --instance-id "$instance" --lifecycle-action-result CONTINUE`,
    '  fi',
    '  [ "$state" = InService ] || sleep 5',
    'done',
    `sleep ${settleSeconds}`,
    '# CloudFormation listens only while it makes the group; later it refuses, which is fine.',
    `aws cloudformation signal-resource --stack-name '${stackName}' --logical-resource-id '${logicalId}' --unique-id "$instance" --status SUCCESS || true`,
  ];
}
