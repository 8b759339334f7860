/** Why a guarded fetch brought nothing, for the log; outward every reason reads the same. */

/** A closed set: nothing that the other side sent gets into the log. */
export type FetchFailure =
  | 'busy'
  | 'unresolved'
  | 'special_use_address'
  | 'timeout'
  | 'unreachable'
  | 'tls'
  | 'broken_off'
  | `status_${number}`
  | 'bot_challenge'
  | 'media_type'
  | 'content_encoding'
  | 'too_large';

export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  readonly reason: FetchFailure;

  constructor(reason: FetchFailure) {
    super(`Fetch failed: ${reason}`);
    this.reason = reason;
  }

  /**
   * The host itself says that there is no usable document. All else may pass: networks fail, and
   * vendors' edges refuse data centres now and then.
   */
  get isFinal(): boolean {
    return ['status_404', 'status_410', 'too_large'].includes(this.reason);
  }
}
