/** What crosses the wire instead of an exception: a stable code, words for a person, and more for the log. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly detail: string;
}

/** An error that came from a worker, with the code it had there. */
export class RpcError extends Error {
  readonly code: string;
  readonly detail: string;

  constructor({ code, message, detail }: WireError) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.detail = detail;
  }
}

/** Any thrown value in the shape that survives `postMessage`. Errors keep their string `code`. */
export function toWireError(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) return { code: 'failed', message: String(thrown), detail: '' };
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'failed';
  // AbortSignal's reason is a DOMException whose `code` is a legacy number; its name says what happened.
  return {
    code: thrown.name === 'AbortError' ? 'cancelled' : code,
    message: thrown.message,
    detail: thrown.stack ?? '',
  };
}
