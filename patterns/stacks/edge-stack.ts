import { Construct } from 'constructs';
import { ApiOrigin } from '../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../lib/edge/api-shield/api-shield';
import { EdgeOriginOptions } from '../../lib/edge/distribution/edge-origin-options';
import { EdgeProps, FrontDoorDomain } from '../../lib/edge/distribution/edge-props';
import { Fallback } from '../../lib/edge/front-door/fallback';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { IPrivateOrigin } from '../../lib/edge/origin/private-origin';
import { DomainRedirect } from '../../lib/edge/redirect/domain-redirect';
import { AppEdge } from '../app-edge';
import { EdgeCertificates, EdgeNames, importZones } from '../edge-names';
import { FALLBACK_HTML } from '../fallback-html';
import { EdgeSizes } from '../stage-sizes';
import { AppStack, AppStackProps } from './base';

export interface EdgeStackProps extends AppStackProps {
  readonly sizes: EdgeSizes;
  readonly options?: AppEdge;
  readonly origin: IPrivateOrigin;
  readonly assetsPath: string;
  readonly names: EdgeNames;
  readonly certificates: EdgeCertificates;
  readonly webAclArn?: string;
  readonly apiWebAclArn?: string;
}

export class EdgeStack extends AppStack {
  public readonly frontDoor: FrontDoor;
  public readonly apiShield?: ApiShield;
  public readonly redirect?: DomainRedirect;

  constructor(scope: Construct, props: EdgeStackProps) {
    super(scope, { id: 'Edge', part: 'edge', holds: 'CloudFront and the build assets' }, props);
    const { options, origin, sizes } = props;
    const common = { ...edgeOptions(props), ...originOptions(props) };
    this.frontDoor = new FrontDoor(this, 'FrontDoor', {
      ...common,
      origin,
      assetsPath: props.assetsPath,
      domain: this.domain('app', props),
      caching: options?.caching,
      fallback: sizes.fallback ? (options?.fallback ?? Fallback.page({ html: FALLBACK_HTML })) : undefined,
    });
    if (sizes.apiShield)
      this.apiShield = new ApiShield(this, 'ApiShield', {
        ...common,
        webAclArn: props.apiWebAclArn,
        origin: ApiOrigin.loadBalancer(origin),
        domain: this.domain('api', props),
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

  private makeRedirect(props: EdgeStackProps): DomainRedirect | undefined {
    const { names, certificates } = props;
    if (!names.app || !names.redirects || !certificates.redirects) return undefined;
    return new DomainRedirect(this, 'Redirect', {
      ...edgeOptions(props),
      names: names.redirects.names,
      to: names.app.names[0],
      certificate: certificates.redirects,
      hostedZones: importZones(new Construct(this, 'redirects'), names.redirects),
      kind: props.options?.redirectKind,
    });
  }
}

/** What each distribution gets. */
function edgeOptions({ options = {}, webAclArn }: EdgeStackProps): EdgeProps {
  const { accessLogs, additionalMetrics, geoRestriction, priceClass } = options;
  return { accessLogs, additionalMetrics, geoRestriction, priceClass, webAclArn };
}

/** What each distribution gets that the load balancer stands behind. */
function originOptions({ options = {} }: EdgeStackProps): EdgeOriginOptions {
  const { originKeepAlive, originReadTimeout, securityHeaders } = options;
  return { originKeepAlive, originReadTimeout, securityHeaders };
}
