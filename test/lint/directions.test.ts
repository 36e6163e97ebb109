import { errorsIn } from './support';

const refused = async (file: string, module: string) => {
  const errors = await errorsIn(`import * as it from '${module}';\nexport const that = it;`, file);
  return errors.filter((error) => error.startsWith('import-x/no-restricted-paths'));
};

describe('dependencies run one way', () => {
  test.each([
    ['lib/cache/some.ts', '../../patterns/growth-stage'],
    ['lib/cache/some.ts', '../../bin/car-sharing'],
    ['lib/cache/some.ts', '../../index'],
    ['lib/cache/some.ts', '../../handlers/smoke-test/index'],
    ['lib/cache/some.ts', '../../test/support/app'],
    ['lib/cache/some.ts', '../../scripts/docs/rules'],
    ['lib/cache/some.ts', '../../review/model'],
    ['lib/service/tier/some.ts', '../../../patterns/growth-stage'],
    ['lib/service/tier/some.ts', '../../../review/read/assembly'],
    ['lib/ledger/some.ts', '../../review/cli/main'],
    ['lib/ledger/some.ts', '../../review/test/support'],
    ['patterns/some.ts', '../bin/car-sharing'],
    ['patterns/some.ts', '../index'],
    ['patterns/stacks/some.ts', '../../review/review'],
    ['patterns/stacks/some.ts', '../../test/support/app'],
    ['bin/some.ts', '../review/review'],
    ['bin/some.ts', '../test/support/app'],
    ['handlers/rotation/some.ts', '../../lib/cache/node-types'],
    ['handlers/rotation/some.ts', '../../review/model'],
    ['review/some.ts', '../lib/network/network'],
    ['review/some.ts', './cli/main'],
    ['review/rules/rds/some.ts', '../../../lib/network/network'],
    ['review/rules/rds/some.ts', '../../../patterns/growth-stage'],
    ['review/rules/rds/some.ts', '../../../bin/car-sharing'],
    ['review/rules/rds/some.ts', '../../../handlers/smoke-test/index'],
    ['review/rules/rds/some.ts', '../../../index'],
    ['review/rules/rds/some.ts', '../../../test/support/app'],
    ['review/rules/rds/some.ts', '../../test/support'],
    ['review/ledger/some.ts', '../cli/main'],
    ['review/ledger/some.ts', '../../lib/ledger/durable-ledger'],
    ['review/cli/some.ts', '../../lib/network/network'],
    ['review/cli/commands/some.ts', '../../../patterns/growth-app'],
    ['review/cli/commands/some.ts', '../../test/support'],
  ])('%s refuses %s', async (file, module) => {
    expect(await refused(file, module)).toEqual([expect.stringContaining(`Unexpected path "${module}"`)]);
  });

  test.each([
    ['bin/some.ts', '../index'],
    ['patterns/stacks/some.ts', '../../lib/network/network'],
    ['lib/service/tier/some.ts', '../../internal/alarm'],
    ['lib/ledger/some.ts', '../../review/read/assembly'],
    ['review/cli/some.ts', '../review'],
    ['review/rules/rds/some.ts', '../../read/assembly'],
    ['review/test/some.test.ts', '../../test/support/app'],
    ['review/test/ledger/some.test.ts', '../../../lib/ledger/durable-ledger'],
  ])('%s lets %s be', async (file, module) => {
    expect(await refused(file, module)).toEqual([]);
  });
});
