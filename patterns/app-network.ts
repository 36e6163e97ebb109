import { INetwork } from '../lib/network/i-network';
import { NetworkOptions } from '../lib/network/network-props';

/** The network of an app. The stage decides which zones run things, and how many NAT gateways there are. */
export interface AppNetwork extends NetworkOptions {
  /**
   * A network of yours to stand in: an `ExistingNetwork`, or a `Network` of another stack. It can never change. The
   * stage's zones and NAT gateways do not apply to it: they are its owner's.
   *
   * @default - a network of the app's own
   */
  readonly existing?: INetwork;
}
