/** Why a guarded fetch brought nothing: for the log; outward every reason reads the same. */

/** A closed set: nothing of what the other side sent gets into the log. */
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
   * Whether the host itself says that there is no such document, or no usable one. Everything else
   * may be the weather: networks fail, and the edges of vendors refuse data centres now and then.
   */
  get isFinal(): boolean {
    return ['status_404', 'status_410', 'too_large'].includes(this.reason);
  }
}
