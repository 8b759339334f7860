/** Why an assertion proves nothing: for the log; outward all read the same. */

/** A closed set: nothing from outside gets into the log. */
export type AssertionFailure =
  | 'malformed'
  | 'type'
  | 'critical_header'
  | 'algorithm'
  | 'other_client'
  | 'audience'
  | 'expired'
  | 'too_long_lived'
  | 'from_the_future'
  | 'no_jti'
  | 'keys_not_admitted'
  | 'unknown_key'
  | 'signature'
  | 'replayed';

export class AssertionRefused extends Error {
  override readonly name = 'AssertionRefused';
  readonly reason: AssertionFailure;

  constructor(reason: AssertionFailure) {
    super(`Assertion refused: ${reason}`);
    this.reason = reason;
  }
}
