import { App, Stack, Stage } from 'aws-cdk-lib';
import { AppNaming, GrowthStage, ScalableApp, ScalableAppProps } from '../../index';
import { base, quickApp } from './support';

const domain = { names: ['www.example.com'], hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
/** With a stack in each Region that an app may have one in. */
const everywhere = { ...base, stage: GrowthStage.TEN_THOUSAND, account: '111111111111', edge: { domain } };
const shop = (scope: App | Stage, id: string, props: Partial<ScalableAppProps> = {}) =>
  new ScalableApp(scope, id, { ...everywhere, ...props });

/** The names of an app's stacks that are in another Region than the app. */
const abroad = (made: ScalableApp, home: string) =>
  made.node
    .findAll()
    .filter((node): node is Stack => Stack.isStack(node) && node.region !== home)
    .map(({ stackName }) => stackName)
    .sort();

const placesOf = (app: App) =>
  app.node.findAll().flatMap((node) => (Stack.isStack(node) ? [`${node.stackName} ${node.environment}`] : []));

/** What CloudFront tells apart by a name that is the same all over the account. */
function globalNames(app: App): string[] {
  const { stacks, nestedAssemblies } = app.synth();
  const all = [...stacks, ...nestedAssemblies.flatMap(({ nestedAssembly }) => nestedAssembly.stacks)];
  return all
    .flatMap(({ template }) => Object.values<{ Type: string; Properties?: object }>(template.Resources))
    .filter(({ Type }) => Type.startsWith('AWS::CloudFront::'))
    .flatMap(({ Type, Properties }) => {
      const found = /"(?:Name|VpcOriginEndpointConfig":\{[^}]*?"Name)":"([^"]+)"/.exec(
        JSON.stringify(Properties ?? {}),
      );
      return found && Type !== 'AWS::CloudFront::Distribution' ? [`${Type} ${found[1]}`] : [];
    });
}

test('an app at home in us-east-1 has the names that it always had', () => {
  const made = shop(quickApp(), 'Shop', { region: 'us-east-1' });
  expect(abroad(made, 'us-east-1')).toEqual(['shop-backup']);
  expect(Stack.of(made.webAcl!).stackName).toBe('shop-edge-global');
});

test('the home of an app elsewhere is part of the names that it has outside of its Region', () => {
  expect(abroad(shop(quickApp(), 'Shop'), 'eu-west-1')).toEqual([
    'shop-backup-eu-west-1',
    'shop-edge-global-eu-west-1',
    'shop-edge-ops-eu-west-1',
  ]);
});

test('plain names are those of an app that was deployed under them', () => {
  const app = quickApp();
  const made = shop(new Stage(app, 'Prod'), 'Shop', { naming: AppNaming.plain() });
  expect(abroad(made, 'eu-west-1')).toEqual(['shop-backup', 'shop-edge-global', 'shop-edge-ops']);
  expect(Stack.of(made.web).stackName).toBe('shop-web');
});

test('one app in two Regions, and in two CDK stages, shares no stack and no global name', () => {
  const app = quickApp();
  shop(app, 'America', { region: 'us-east-1' });
  shop(app, 'Europe');
  shop(new Stage(app, 'Test'), 'Shop');
  const production = shop(new Stage(app, 'Prod'), 'Shop');
  expect(Stack.of(production.web).stackName).toBe('Prod-shop-web');
  const places = placesOf(app);
  expect(places.length).toBeGreaterThan(40);
  expect(new Set(places).size).toBe(places.length);
  const names = globalNames(app);
  expect(names.length).toBeGreaterThan(10);
  expect(new Set(names).size).toBe(names.length);
});

test('the longest names stay within what services take', () => {
  const stage = new Stage(quickApp(), `Production-${'x'.repeat(30)}`);
  const appName = 'a'.repeat(40);
  const made = shop(stage, 'Shop', { appName, region: 'ap-northeast-1' });
  const names = abroad(made, '');
  expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(128);
  expect(AppNaming.distinct()._originName(made, appName)).toMatch(/^[a-z0-9-]{1,40}$/);
});

test('refuses two apps with the same stacks', () => {
  const app = quickApp();
  shop(app, 'One');
  shop(app, 'Two');
  expect(() => app.synth()).toThrow(
    "ScalableApp at 'Two': its stack 'Two/Network' is shop-network in aws://111111111111/eu-west-1, and so is 'One/Network': " +
      'each would overwrite the other; give the app another appName, put it into a CDK Stage of its own, or give the other ' +
      'stack another stackName',
  );
});

test('refuses a stack of somebody else that has the name of one of the app', () => {
  const app = quickApp();
  shop(app, 'One');
  new Stack(app, 'Mine', { stackName: 'shop-web', env: { account: '111111111111', region: 'eu-west-1' } });
  expect(() => app.synth()).toThrow(
    "its stack 'One/Web' is shop-web in aws://111111111111/eu-west-1, and so is 'Mine'",
  );
});

test('takes the same name in another account or Region', () => {
  const app = quickApp();
  shop(app, 'One');
  for (const [account, region] of [
    ['222222222222', 'eu-west-1'],
    ['111111111111', 'eu-west-2'],
  ])
    new Stack(app, `Mine${region}`, { stackName: 'shop-web', env: { account, region } });
  expect(() => app.synth()).not.toThrow();
});
