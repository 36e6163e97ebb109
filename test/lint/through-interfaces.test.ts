import { errorsIn } from './support';

describe('a capability takes interfaces and values from the others', () => {
  const message = (name: string) =>
    `local/through-interfaces: ${name} is a construct of another capability: take an interface or a value.`;

  test.each([
    ['lib/cache/some.ts', "import { Network } from '../network/network';\nexport const a = Network;", 'Network'],
    ['lib/cache/some.ts', "import { Network as N } from '../network/network';\nexport const a = N;", 'Network'],
    ['lib/cache/some.ts', "import * as all from '../network/network';\nexport const a = all;", 'Network'],
    ['lib/cache/some.ts', "export { FrontDoor } from '../edge/front-door/front-door';", 'FrontDoor'],
    ['lib/cache/some.ts', "export * from '../edge/front-door/front-door';", 'FrontDoor'],
    // It extends another construct of the same capability.
    [
      'lib/cache/some.ts',
      "import { SubscriberQueue } from '../messaging/subscriber-queue';\nexport const a = SubscriberQueue;",
      'SubscriberQueue',
    ],
    [
      'lib/service/tier/some.ts',
      "import { StaticSite } from '../../edge/static-site/static-site';\nexport const a = StaticSite;",
      'StaticSite',
    ],
    [
      'lib/database/rds/some.ts',
      "import { WebTier } from '../../service/tier/web-tier';\nexport const a = WebTier;",
      'WebTier',
    ],
  ])('%s refuses %j', async (file, code, name) => {
    expect(await errorsIn(code, file)).toEqual([message(name)]);
  });

  test.each([
    ['lib/network/some.ts', "import { Network } from './network';\nexport const a = Network;"],
    ['lib/network/parts/some.ts', "import { Network } from '../network';\nexport const a = Network;"],
    ['lib/edge/redirect/some.ts', "import { FrontDoor } from '../front-door/front-door';\nexport const a = FrontDoor;"],
    ['lib/cache/some.ts', "import { Protection } from '../protection/protection';\nexport const a = Protection;"],
    ['lib/cache/some.ts', "import { Capacity } from '../service/capacity/capacity';\nexport const a = Capacity;"],
    [
      'lib/cache/some.ts',
      "import { FrontDoorProps } from '../edge/front-door/front-door-props';\nexport type A = FrontDoorProps;",
    ],
    ['patterns/some.ts', "import { Network } from '../lib/network/network';\nexport const a = Network;"],
  ])('%s lets %j be', async (file, code) => {
    expect(await errorsIn(code, file)).toEqual([]);
  });

  test('and no stack of its own', async () => {
    const code = "import { Stack } from 'aws-cdk-lib';\nexport const a = new Stack();";
    expect(await errorsIn(code, 'lib/cache/some.ts')).toEqual([expect.stringContaining('No new Stack in lib/')]);
  });
});
