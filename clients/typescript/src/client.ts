import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/schema.js';
import { safeFetch, type Patience } from './retry.js';
import type { Tokens } from './tokens.js';

/** What a client needs to know. */
export interface Options extends Partial<Patience> {
  /** Where the API is, without a path: `https://migratie.example.md`. */
  baseUrl: string;
  /** Where access tokens come from; without it calls are anonymous. */
  tokens?: Tokens;
  /** The language of problem details: `ro`, `ru` or `en`. */
  language?: 'ro' | 'ru' | 'en';
  /** Another fetch, for tests or for proxies. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The API, one method a verb: `api.GET('/api/v1/requests/{requestId}', { params: { path: { requestId } } })`. */
export type Migratie<Paths extends {} = paths> = Client<Paths>;

/**
 * A client of the API.
 *
 * - Every POST carries an `Idempotency-Key` of its own, kept over its retries; give one to repeat a call of an earlier run.
 * - A call still running (409 with Retry-After), 429 and 503 are tried again after the time that the server names.
 * - An answer of 400 and above is thrown as a {@link Problem}.
 */
export function migratie<Paths extends {} = paths>({ baseUrl, language, ...rest }: Options): Migratie<Paths> {
  return createClient<Paths>({
    baseUrl,
    fetch: safeFetch(rest),
    ...(language && { headers: { 'Accept-Language': language } }),
  });
}
