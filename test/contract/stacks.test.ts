import { join } from 'node:path';
import { durabilityOf } from '../../review/compare/durability';
import { readAssembly } from '../../review/read/assembly';
import { resourcesOf, STAGE_NAMES, STAGES_DIR } from '../support/stages';
import { createsNew } from './create-only';

const text = (value: unknown) => JSON.stringify(value ?? null);

test.each(STAGE_NAMES)('%s: no stack exports or imports', (stage) => {
  for (const [stack, id, resource] of resourcesOf(stage))
    expect([stack, id, text(resource)]).not.toEqual([stack, id, expect.stringContaining('Fn::ImportValue')]);
  for (const { template } of readAssembly(join(STAGES_DIR, stage)).stacks)
    expect(Object.values(template.Outputs ?? {}).filter((output) => output.Export)).toEqual([]);
});

test.each(STAGE_NAMES)('%s: no durable resource is identified by a value of another stack', (stage) => {
  const fromElsewhere = resourcesOf(stage)
    .filter(([, , resource]) => durabilityOf(resource.Type, resource) === 'durable')
    .flatMap(([, id, resource]) =>
      Object.entries(resource.Properties ?? {})
        .filter(([name, value]) => createsNew(resource.Type, name) && text(value).includes('Fn::GetStackOutput'))
        .map(([name]) => `${id}.${name}`),
    );
  expect(fromElsewhere).toEqual([]);
});

test.each(STAGE_NAMES)('%s: data stacks know no consumer', (stage) => {
  const { stacks } = readAssembly(join(STAGES_DIR, stage));
  const dependencies = Object.fromEntries(stacks.map(({ name, dependencies }) => [name, [...dependencies]]));
  // The key of the copies is none: it lets the database's backups go on in another Region.
  const ofDatabase = dependencies['car-sharing-database'].filter((name) => name !== 'car-sharing-backup');
  expect(dependencies).toMatchObject({
    'car-sharing-network': [],
    'car-sharing-tables': [],
    'car-sharing-storage': [],
  });
  expect(ofDatabase).toEqual(['car-sharing-network']);
});

test.each(STAGE_NAMES)('%s: stacks form no cycle', (stage) => {
  const { stacks } = readAssembly(join(STAGES_DIR, stage));
  const deployed: string[] = [];
  while (deployed.length < stacks.length) {
    const ready = stacks.filter(
      ({ id, dependencies }) => !deployed.includes(id) && dependencies.every((other) => deployed.includes(other)),
    );
    expect(ready).not.toEqual([]);
    deployed.push(...ready.map(({ id }) => id));
  }
});
