/** Why a guarded fetch failed: for the log; outward all read the same. */

/** A closed set: nothing from outside gets into the log. */
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
   * Whether the host itself says that there is nothing of use. All else may be over soon: networks
   * fail, and hosts refuse servers at times.
   */
  get isFinal(): boolean {
    return ['status_404', 'status_410', 'too_large'].includes(this.reason);
  }
}
