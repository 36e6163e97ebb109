// A growth app of the installed package.
const ecs = require('aws-cdk-lib/aws-ecs');
const { GrowthApp, ScalableApp } = require('cdk-scaling-patterns');

class Shop {
  compose(app, stage) {
    new ScalableApp(app, 'Shop', {
      appName: 'shop',
      stage,
      region: 'eu-west-1',
      web: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable') },
      operations: { alarmEmails: ['ops@example.com'] },
    });
  }
}
new GrowthApp({ blueprint: new Shop() }).synth();
