// An app that uses one construct of the installed package, in the size that the context gives.
const { App, Stack, Validations } = require('aws-cdk-lib');
const dynamodb = require('aws-cdk-lib/aws-dynamodb');
const { DurableLedger, GlobalTable, NatGateways, Network } = require('cdk-scaling-patterns');

const app = new App();
const stack = new Stack(app, 'Shop', { env: { region: 'eu-west-1' } });
const gateways = app.node.tryGetContext('egress') ? NatGateways.perZone() : NatGateways.none();
new Network(stack, 'Network', { natGateways: gateways });
if (!app.node.tryGetContext('dropTable')) {
  new GlobalTable(stack, 'Sessions', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
}
if (app.node.tryGetContext('ledger'))
  Validations.of(app).addPlugins(new DurableLedger({ path: 'durable-ledger.json' }));
