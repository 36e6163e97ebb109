/** Properties of an `OriginSecret`. */
export interface OriginSecretProps {
  /**
   * Counts the secrets so far. One more makes a new secret, which CloudFront sends from then on; the one before it stays
   * good, and the one before that is deleted.
   *
   * @default 1
   */
  readonly generation?: number;
}
