/** What a journey needs: the server that MIGRATIE_URL names, as one of the sandbox's personas; and the partners' stand-ins. */
import { readFile } from 'node:fs/promises';
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

/** Something that a partner's stand-in is told to do: MPay to take the money, MSign to sign. */
export async function atStandIn(path: string, body: object): Promise<unknown> {
  const base = process.env['MIGRATIE_SANDBOX_URL'];
  if (!base) throw new Error('MIGRATIE_SANDBOX_URL names no stand-ins; run this with scripts/with-server.sh');
  const response = await fetch(new URL(path, base), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`the stand-in refuses ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** A browser that a partner sends back to us with a form; where it is sent on to. */
export async function comesBack(path: string, fields: Record<string, string>): Promise<string | null> {
  const response = await fetch(new URL(path, serverUrl()), { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  if (response.status !== 303) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
  return response.headers.get('Location');
}

/** A file of the project, by its path from the root. */
export async function fileOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../../../../${path}`, import.meta.url)));
}

/** Asks until the answer fits, for what a worker does a moment later. */
export async function until<T>(read: () => Promise<T>, fits: (found: T) => boolean, tries = 60): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const found = await read();
    if (fits(found)) return found;
    if (attempt >= tries) throw new Error(`not in ${tries} tries: ${JSON.stringify(found)}`);
    await new Promise((resume) => setTimeout(resume, 200));
  }
}

/** A day so many days from today, in Chișinău. */
export const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Chisinau' }).format(new Date(Date.now() + days * 86_400_000));
