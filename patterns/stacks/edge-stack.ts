import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { FrontDoorDomain } from '../../lib/edge/edge-props';
import { FrontDoor } from '../../lib/edge/front-door';
import { IPrivateOrigin } from '../../lib/edge/private-origin';
import { AppDomain } from '../app-domain';
import { AppStack, AppStackProps } from './base';

export interface EdgeStackProps extends AppStackProps {
  readonly origin: IPrivateOrigin;
  readonly assetsPath: string;
  readonly domain?: AppDomain;
  readonly certificate?: acm.ICertificate;
  readonly webAclArn?: string;
}

export class EdgeStack extends AppStack {
  public readonly frontDoor: FrontDoor;

  constructor(scope: Construct, props: EdgeStackProps) {
    super(scope, { id: 'Edge', part: 'edge', holds: 'CloudFront and the build assets' }, props);
    this.frontDoor = new FrontDoor(this, 'FrontDoor', {
      origin: props.origin,
      assetsPath: props.assetsPath,
      domain: this.frontDoorDomain(props),
      webAclArn: props.webAclArn,
    });
  }

  private frontDoorDomain({ domain, certificate }: EdgeStackProps): FrontDoorDomain | undefined {
    if (!domain || !certificate) return undefined;
    const hostedZone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', domain);
    return { names: domain.names, certificate, hostedZone };
  }
}
