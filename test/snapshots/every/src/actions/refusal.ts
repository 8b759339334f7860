/** Refusals of actions. */

const statuses = {
  invalid_request: 400,
  not_found: 404,
  content_too_large: 413,
  unsupported_media_type: 415,
  tool_error: 422,
  answer_too_large: 422,
  server_error: 500,
  timeout: 504,
} as const;

/** A refusal that OAuth clients can read. */
export function refusal(error: keyof typeof statuses, description: string): Response {
  return Response.json(
    { error, error_description: description },
    { status: statuses[error], headers: { 'cache-control': 'no-store' } },
  );
}
