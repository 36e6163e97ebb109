import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { GrowthStage, ScalableApp, ScalableAppProps } from '../../index';
import { testApp } from '../support/app';

/** The least that an app is given. */
export const base: ScalableAppProps = {
  appName: 'shop',
  stage: GrowthStage.ONE,
  region: 'eu-west-1',
  web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
  operations: { alarmEmails: ['ops@example.com'] },
};

export const quickApp = () => testApp({ builtinCloudFormationValidation: false });

export const make = (props: Partial<ScalableAppProps> = {}, app = quickApp()) =>
  new ScalableApp(app, 'Shop', { ...base, ...props });

export const stacksOf = (made: ScalableApp) => {
  const assembly = (made.node.root as App).synth();
  return Object.fromEntries(assembly.stacks.map((stack) => [stack.stackName, stack]));
};

/** A stack of the same app for what is made outside of ours. */
export const elsewhere = (app: App) =>
  new Stack(app, 'Elsewhere', { env: { account: '111111111111', region: 'eu-west-1' } });

/** The templates of an app by the last part of their stacks' names. */
export const templatesOf = (made: ScalableApp): Record<string, Template> =>
  Object.fromEntries(
    Object.entries(stacksOf(made)).map(([name, { template }]) => [
      name.replace('shop-', ''),
      Template.fromJSON(template),
    ]),
  );
