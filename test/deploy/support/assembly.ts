import { join } from 'node:path';
import { CloudAssembly, CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { Scope } from '../engine/state';

/** Where stacks without an environment go: what the CLI has from its user. */
export const HOME: Scope = { account: '111111111111', region: 'us-east-1' };

/** A stack as the CLI finds it in a cloud assembly; nested stacks come with their parents. */
export interface DeployableStack {
  readonly name: string;
  /** What the CLI's user calls it. */
  readonly path: string;
  readonly scope: Scope;
  readonly file: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The stacks of an assembly, and of those within it, each after those that it depends on. */
export function stacksIn(directory: string): DeployableStack[] {
  return inOrder(new CloudAssembly(directory, { skipVersionCheck: true })).map((artifact) => ({
    name: artifact.stackName,
    path: artifact.hierarchicalId,
    scope: scopeOf(artifact),
    file: join(artifact.assembly.directory, artifact.templateFile),
    tags: artifact.tags,
  }));
}

function inOrder(assembly: CloudAssembly): CloudFormationStackArtifact[] {
  const left = [...assembly.stacksRecursively];
  const ordered: CloudFormationStackArtifact[] = [];
  while (left.length > 0) {
    const next = left.findIndex(({ dependencies }) => !left.some((other) => dependencies.includes(other)));
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function scopeOf({ environment: { account, region } }: CloudFormationStackArtifact): Scope {
  const known = (value: string, other: string) => (value.startsWith('unknown-') ? other : value);
  return { account: known(account, HOME.account), region: known(region, HOME.region) };
}

/** The stacks that only the first of two assemblies has. */
export function gone(from: string, to: string): DeployableStack[] {
  const key = ({ name, scope }: DeployableStack) => `${name}@${scope.region}`;
  const kept = new Set(stacksIn(to).map(key));
  return stacksIn(from).filter((stack) => !kept.has(key(stack)));
}

/** Every folder of an assembly and of those within it. */
export function foldersOf(directory: string): string[] {
  const all = (assembly: CloudAssembly): string[] => [
    assembly.directory,
    ...assembly.nestedAssemblies.flatMap(({ nestedAssembly }) => all(nestedAssembly)),
  ];
  return all(new CloudAssembly(directory, { skipVersionCheck: true }));
}
