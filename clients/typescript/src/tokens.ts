/** Where access tokens come from. They live for minutes, so the client asks anew for each call. */
export interface Tokens {
  /** The token to use now; nothing for an anonymous call. */
  current(): string | undefined | Promise<string | undefined>;
  /** Called once when a call was answered 401: renews the token and gives the new one, or nothing when the session has ended. */
  renew?(): Promise<string | undefined>;
}

/** Tokens whose renewals do not overlap: calls that fail together share one renewal. */
export function shared(tokens: Tokens): Tokens {
  let renewal: Promise<string | undefined> | undefined;
  return {
    current: () => tokens.current(),
    renew: () => (renewal ??= (tokens.renew?.() ?? Promise.resolve(undefined)).finally(() => (renewal = undefined))),
  };
}
