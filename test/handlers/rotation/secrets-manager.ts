import { randomUUID } from 'node:crypto';
import {
  InvalidParameterException,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

type Input = Record<string, string | undefined>;

interface Version {
  readonly id: string;
  readonly created: Date;
  value?: string;
  labels: Set<string>;
}

/** One secret in memory that treats versions and labels as the service does. */
export class SecretsManager {
  readonly arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf';
  rotationEnabled = true;
  /** Thrown by the next call of that operation, once. */
  readonly failNext = new Map<string, Error>();
  /** Operations that are done, and whose next answer is lost on the way. */
  readonly loseAnswer = new Set<string>();
  readonly calls: { operation: string; input: Input; limited: boolean }[] = [];
  private readonly versions: Version[] = [];
  private clock = 0;

  constructor(value: object) {
    this.addVersion(randomUUID(), JSON.stringify(value), 'AWSCURRENT');
  }

  get client(): SecretsManagerClient {
    const send = async (command: { input: object }, options?: { abortSignal?: AbortSignal }) =>
      this.call(command.constructor.name.replace(/Command$/, ''), command.input as Input, !!options?.abortSignal);
    return { send } as unknown as SecretsManagerClient;
  }

  /** An operation of the service, by its name. */
  call(operation: string, input: Input, limited = true): object {
    this.calls.push({ operation, input, limited });
    const failure = this.failNext.get(operation);
    this.failNext.delete(operation);
    if (failure) throw failure;
    const answer = this.answer(operation, input);
    if (this.loseAnswer.delete(operation)) throw new Error('socket hang up');
    return answer;
  }

  private answer(operation: string, input: Input): object {
    switch (operation) {
      case 'DescribeSecret':
        return this.describe();
      case 'GetSecretValue':
        return this.read(input.VersionId, input.VersionStage);
      case 'PutSecretValue':
        return this.put(input.ClientRequestToken!, input.SecretString!, input.VersionStages as never);
      case 'UpdateSecretVersionStage':
        return this.move(input.VersionStage!, input.MoveToVersionId!, input.RemoveFromVersionId);
      case 'ListSecretVersionIds':
        return this.list(Number(input.NextToken ?? 0), Number(input.MaxResults));
      default:
        throw new Error(`the test's Secrets Manager knows no ${operation}`);
    }
  }

  /** What RotateSecret does before it invokes the function: an empty version that is labelled as pending. */
  startRotation(): string {
    const id = randomUUID();
    this.take('AWSPENDING');
    this.addVersion(id, undefined, 'AWSPENDING');
    return id;
  }

  value(label: string): Record<string, unknown> | undefined {
    const text = this.labelled(label)?.value;
    return text === undefined ? undefined : JSON.parse(text);
  }

  idOf(label: string): string | undefined {
    return this.labelled(label)?.id;
  }

  /** Writes over the value of a labelled version, as a person may do. */
  overwrite(label: string, value: string): void {
    this.labelled(label)!.value = value;
  }

  putVersionWithoutLabel(value: string): void {
    this.addVersion(randomUUID(), value);
  }

  private labelled(label: string): Version | undefined {
    return this.versions.find(({ labels }) => labels.has(label));
  }

  private addVersion(id: string, value: string | undefined, ...labels: string[]): Version {
    const version = { id, value, labels: new Set(labels), created: new Date(++this.clock) };
    this.versions.push(version);
    return version;
  }

  private take(label: string): void {
    this.labelled(label)?.labels.delete(label);
  }

  private describe() {
    const labelled = this.versions.filter(({ labels }) => labels.size > 0);
    return {
      ARN: this.arn,
      RotationEnabled: this.rotationEnabled,
      VersionIdsToStages: Object.fromEntries(labelled.map(({ id, labels }) => [id, [...labels]])),
    };
  }

  private read(id: string | undefined, label: string | undefined) {
    const version = this.versions.find(
      (each) => (id === undefined || each.id === id) && (label === undefined || each.labels.has(label)),
    );
    if (version?.value === undefined)
      throw new ResourceNotFoundException({ message: 'no such version', $metadata: {} });
    return { SecretString: version.value, VersionId: version.id, VersionStages: [...version.labels] };
  }

  /** One page of the versions. */
  private list(from: number, most: number) {
    const page = this.versions.slice(from, from + most);
    return {
      Versions: page.map(({ id, created }) => ({ VersionId: id, CreatedDate: created })),
      NextToken: from + most < this.versions.length ? String(from + most) : undefined,
    };
  }

  private put(id: string, value: string, labels: string[]) {
    const version = this.versions.find((each) => each.id === id) ?? this.addVersion(id, undefined);
    if (version.value !== undefined && version.value !== value) {
      throw new ResourceExistsException({ message: 'that version has another value', $metadata: {} });
    }
    version.value = value;
    for (const label of labels) this.moveLabel(label, version);
    return { VersionId: id };
  }

  private move(label: string, to: string, from: string | undefined) {
    const target = this.versions.find(({ id }) => id === to);
    const holder = this.labelled(label);
    if (!target) throw new ResourceNotFoundException({ message: 'no such version', $metadata: {} });
    if (holder && holder.id !== from) {
      throw new InvalidParameterException({ message: `${label} is attached to another version`, $metadata: {} });
    }
    if (label === 'AWSCURRENT' && holder) this.moveLabel('AWSPREVIOUS', holder);
    this.moveLabel(label, target);
    return {};
  }

  private moveLabel(label: string, to: Version): void {
    this.take(label);
    to.labels.add(label);
  }
}
