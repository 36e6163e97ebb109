import { ManagedRules } from '../lib/firewall/managed-rules';
import { RateLimit } from '../lib/firewall/rate-limit';
import { WebAclProps } from '../lib/firewall/web-acl-props';
import { AppEdge } from './app-edge';
import { EdgeSizes } from './stage-sizes';

/** What a web ACL is made from, but for its scope, which is CloudFront's. */
export type AppWebAcl = Omit<WebAclProps, 'scope'>;

/** The web ACLs that a stage has. */
export interface AppWebAcls {
  readonly app?: AppWebAcl;
  readonly api?: AppWebAcl;
}

/** Where apps are asked to take uploads, if they do not say where they take them. */
const UPLOADS = ['/uploads'];

/** The managed rules begin by counting; the stage says when they refuse. */
export function webAclsOf(sizes: EdgeSizes, options: AppEdge = {}): AppWebAcls {
  if (!sizes.webAcl) return {};
  const managedRulesOnTrial = !sizes.managedRulesBlock;
  return {
    app: { ...options.webAcl, uploadPaths: options.webAcl?.uploadPaths ?? UPLOADS, managedRulesOnTrial },
    api: sizes.apiShield ? { ...apiRules(), ...options.apiWebAcl, managedRulesOnTrial } : undefined,
  };
}

/** Programs call, many of them from one address of a partner's, and need not say what they are. */
function apiRules(): AppWebAcl {
  return {
    rateLimits: [RateLimit.perIp({ requests: 10_000 })],
    managedRules: [
      ManagedRules.ipReputation(),
      ManagedRules.core({ anyUserAgent: true }),
      ManagedRules.knownBadInputs(),
    ],
    uploadPaths: UPLOADS,
  };
}
