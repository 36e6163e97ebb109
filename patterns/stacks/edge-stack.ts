import { Construct } from 'constructs';
import { ApiOrigin } from '../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../lib/edge/api-shield/api-shield';
import { AppCaching } from '../../lib/edge/front-door/app-caching';
import { DomainRedirect } from '../../lib/edge/redirect/domain-redirect';
import { FrontDoorDomain } from '../../lib/edge/distribution/edge-props';
import { Fallback } from '../../lib/edge/front-door/fallback';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { IPrivateOrigin } from '../../lib/edge/origin/private-origin';
import { EdgeCertificates, EdgeNames, importZones } from '../edge-names';
import { StageSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface EdgeStackProps extends AppStackProps {
  readonly sizes: StageSizes;
  readonly origin: IPrivateOrigin;
  readonly assetsPath: string;
  readonly names: EdgeNames;
  readonly certificates: EdgeCertificates;
  readonly webAclArn?: string;
  readonly caching?: AppCaching;
  readonly fallback: Fallback;
}

export class EdgeStack extends AppStack {
  public readonly frontDoor: FrontDoor;
  public readonly apiShield?: ApiShield;
  public readonly redirect?: DomainRedirect;

  constructor(scope: Construct, props: EdgeStackProps) {
    super(scope, { id: 'Edge', part: 'edge', holds: 'CloudFront and the build assets' }, props);
    const { origin, sizes, webAclArn } = props;
    this.frontDoor = new FrontDoor(this, 'FrontDoor', {
      origin,
      assetsPath: props.assetsPath,
      domain: this.domain('app', props),
      webAclArn,
      caching: props.caching,
      fallback: sizes.edgeFallback ? props.fallback : undefined,
    });
    if (sizes.apiShield)
      this.apiShield = new ApiShield(this, 'ApiShield', {
        origin: ApiOrigin.loadBalancer(origin),
        domain: this.domain('api', props),
        webAclArn,
      });
    this.redirect = this.makeRedirect(props);
  }

  private domain(which: 'app' | 'api', { names, certificates }: EdgeStackProps): FrontDoorDomain | undefined {
    const hosts = names[which];
    const certificate = certificates[which];
    if (!hosts || !certificate) return undefined;
    const [hostedZone] = importZones(new Construct(this, which), hosts);
    return { names: hosts.names, certificate, hostedZone };
  }

  private makeRedirect({ names, certificates, webAclArn }: EdgeStackProps): DomainRedirect | undefined {
    if (!names.app || !names.redirects || !certificates.redirects) return undefined;
    return new DomainRedirect(this, 'Redirect', {
      names: names.redirects.names,
      to: names.app.names[0],
      certificate: certificates.redirects,
      hostedZones: importZones(new Construct(this, 'redirects'), names.redirects),
      webAclArn,
    });
  }
}
