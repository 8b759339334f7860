/** A refusal for the person at the browser, never for a client. */

export class BrowserError extends Error {
  override readonly name = 'BrowserError';
  readonly status: number;
  readonly title: string;
  /** What happened and what to do, a paragraph each. */
  readonly paragraphs: readonly string[];

  constructor(status: number, title: string, paragraphs: readonly string[]) {
    super(title);
    this.status = status;
    this.title = title;
    this.paragraphs = paragraphs;
  }
}

/** Said of a client that is not registered. */
export function unknownApplication(): BrowserError {
  return new BrowserError(400, 'Unknown application', [
    'The application that sent you here is not registered with this server, or no longer.',
    'In the application, remove this connection and add it again; it then registers anew.',
  ]);
}
