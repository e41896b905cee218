/** What a journey needs: the server that MIGRATIE_URL names, as one of the sandbox's personas. */
import { migratie, type Migratie } from '../src/index.js';

/** The address of the server under test; scripts/with-server.sh sets it. */
export function serverUrl(): string {
  const url = process.env['MIGRATIE_URL'];
  if (!url) throw new Error('MIGRATIE_URL names no server; run this with scripts/with-server.sh');
  return url;
}

/** The API as nobody in particular. */
export const asVisitor = (): Migratie => migratie({ baseUrl: serverUrl() });

/** The API as a persona of the sandbox (`applicant`, `examiner-chisinau`, ...); a new session replaces one that has ended. */
export function asPersona(persona: string): Migratie {
  let token: Promise<string> | undefined;
  return migratie({
    baseUrl: serverUrl(),
    tokens: {
      current: () => (token ??= signIn(persona)),
      renew: () => (token = signIn(persona)),
    },
  });
}

async function signIn(persona: string): Promise<string> {
  const response = await fetch(new URL('/sandbox/sessions', serverUrl()), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!response.ok) throw new Error(`the sandbox does not sign in ${persona}: ${response.status} ${await response.text()}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}
