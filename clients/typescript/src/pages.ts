import type { Answer } from './answer.js';

/** A page of a list: its records under some name, and where the next one begins. */
export interface Page {
  nextCursor?: string | null;
}

/**
 * Every record of a list, page after page:
 *
 *     for await (const request of each('requests', (cursor) =>
 *       answer(api.GET('/api/v1/requests', { params: { query: { ...cursor, state: 'Submitted' } } })))) { ... }
 *
 * `cursor` is `{}` for the first page and `{ cursor }` after it, to spread into the query or the body of a search.
 */
export async function* each<Name extends string, Item, Data extends Page & { [name in Name]: readonly Item[] }>(
  name: Name,
  read: (cursor: { cursor?: string }) => Promise<Pick<Answer<Data>, 'data'>>,
): AsyncGenerator<Data[Name][number], void, undefined> {
  let cursor: string | undefined;
  do {
    const { data } = await read(cursor === undefined ? {} : { cursor });
    yield* data[name];
    const next = data.nextCursor ?? undefined;
    if (next !== undefined && next === cursor) throw new Error('the list does not move on');
    cursor = next;
  } while (cursor !== undefined);
}
