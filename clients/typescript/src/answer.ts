import { Problem } from './problem.js';

/** What a call answered: the record, its ETag, and the response for everything else. */
export interface Answer<Data> {
  data: Data;
  /** The version of the record, for {@link ifMatch}. */
  etag: string | undefined;
  response: Response;
}

/** `const { data, etag } = await answer(api.GET(...))`: the answer of a call, or its problem thrown. */
export async function answer<Data>(call: Promise<{ data?: Data; error?: unknown; response: Response }>): Promise<Answer<NonNullable<Data>>> {
  const { data, error, response } = await call;
  // The client throws problems itself; this holds for calls made with another fetch.
  if (error !== undefined) throw new Problem(response.status, error as Record<string, unknown>, response);
  return { data: data as NonNullable<Data>, etag: response.headers.get('ETag') ?? undefined, response };
}

/** The header of a change: `params: { header: ifMatch(etag) }`. A record without an ETag cannot be changed safely. */
export function ifMatch(version: string | Pick<Answer<unknown>, 'etag'> | undefined): { 'If-Match': string } {
  const etag = typeof version === 'object' ? version.etag : version;
  if (etag === undefined || etag === '') throw new TypeError('the record was read without an ETag');
  return { 'If-Match': etag };
}

/** The header of a read that may be answered 304. */
export const ifNoneMatch = (etag: string): { 'If-None-Match': string } => ({ 'If-None-Match': etag });
