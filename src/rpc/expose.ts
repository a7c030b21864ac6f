import * as Comlink from 'comlink';
import { toWireError, type WireError } from './errors.ts';

/** What a call over the wire resolves to; it never rejects, so that error codes are not lost on the way. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError };

type Method = (...args: never[]) => Promise<unknown>;

/** Offers a service's methods to the page that owns this worker. */
export function exposeService(service: object): void {
  const methods = Object.entries(service).map(
    ([name, method]) => [name, replying(method as Method)] as const,
  );
  Comlink.expose(Object.fromEntries(methods));
}

/** The method with its outcome as a value. */
export function replying(method: Method): (...args: never[]) => Promise<Reply> {
  return async (...args) => {
    try {
      return { ok: true, value: await method(...args) };
    } catch (thrown) {
      return { ok: false, error: toWireError(thrown) };
    }
  };
}
