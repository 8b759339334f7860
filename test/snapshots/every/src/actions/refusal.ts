/** Actions that are not carried out: an error code for programs, a sentence for the model. */

/** Why not, as its HTTP status. */
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

/** An answer in the form that the OAuth endpoints use as well. */
export function refusal(error: keyof typeof statuses, description: string): Response {
  return Response.json(
    { error, error_description: description },
    { status: statuses[error], headers: { 'cache-control': 'no-store' } },
  );
}
