"""A user's app in Python; prints what it synthesised, and fails where that is not what it should be."""

import json
import pathlib
import sys

import aws_cdk as cdk
import jsii
from aws_cdk import aws_ecs as ecs
from cdk_scaling_patterns import (
    AppOperations,
    AppWeb,
    GrowthApp,
    GrowthStage,
    IGrowthBlueprint,
    NatGateways,
    Network,
    ScalableApp,
)

OUT = pathlib.Path(sys.argv[1])


def types_in(template_file: pathlib.Path) -> dict:
    resources = json.loads(template_file.read_text())["Resources"]
    counts: dict = {}
    for resource in resources.values():
        counts[resource["Type"]] = counts.get(resource["Type"], 0) + 1
    return counts


def synth_network() -> None:
    app = cdk.App(outdir=str(OUT / "network"))
    stack = cdk.Stack(app, "network", env=cdk.Environment(region="eu-west-1"))
    network = Network(stack, "Network", nat_gateways=NatGateways.one())
    cdk.CfnOutput(stack, "Vpc", value=network.vpc.vpc_id)
    app.synth()
    types = types_in(OUT / "network" / "network.template.json")
    assert types["AWS::EC2::Subnet"] == 9, types
    assert types["AWS::EC2::NatGateway"] == 1, types
    print(f"network: {sum(types.values())} resources")


@jsii.implements(IGrowthBlueprint)
class Shop:
    """Implemented here and called back by the library, once a stage."""

    def compose(self, app: cdk.App, stage: GrowthStage) -> None:
        ScalableApp(
            app,
            "Shop",
            app_name="shop",
            stage=stage,
            region="us-east-1",
            web=AppWeb(image=ecs.ContainerImage.from_registry("public.ecr.aws/nginx/nginx:stable")),
            operations=AppOperations(alarm_emails=["ops@example.com"]),
        )


def synth_stages() -> None:
    stages = [GrowthStage.ONE, GrowthStage.THOUSAND]
    context = {"cdk-scaling-patterns:stages-out": str(OUT / "stages")}
    GrowthApp(blueprint=Shop(), stages=stages, context=context).synth()
    for stage in stages:
        templates = sorted((OUT / "stages" / stage.name).glob("*.template.json"))
        assert len(templates) >= 7, templates
        print(f"stage {stage.name}: {len(templates)} stacks")


synth_network()
synth_stages()
