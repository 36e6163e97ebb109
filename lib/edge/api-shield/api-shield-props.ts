import { EdgeOriginOptions } from '../distribution/edge-origin-options';
import { EdgeHostProps } from '../distribution/edge-props';
import { ApiOrigin } from './api-origin';

/** Properties of an `ApiShield`. */
export interface ApiShieldProps extends EdgeHostProps, EdgeOriginOptions {
  /** The API. Another kind of origin may take its place later, in place. */
  readonly origin: ApiOrigin;
}
