import { Problem } from './problem.js';
import { shared, type Tokens } from './tokens.js';

/** How long a call is tried. */
export interface Patience {
  /** Tries in all, the first included. Default 5. */
  tries: number;
  /** The longest that one wait may be, in milliseconds; a server that asks for more is not waited for. Default 30 000. */
  longestWait: number;
  /** Waits; tests give one that does not. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

type Fetch = (request: Request) => Promise<Response>;

/** A fetch that signs in, names each POST, tries again what may be tried again, and throws problems. */
export function safeFetch(options: Partial<Patience> & { tokens?: Tokens; fetch?: Fetch }): Fetch {
  const { tries = 5, longestWait = 30_000, wait = sleep, fetch = (request: Request) => globalThis.fetch(request) } = options;
  const tokens = options.tokens && shared(options.tokens);
  return async (original) => {
    const call = new Request(original);
    if (call.method === 'POST' && !call.headers.has('Idempotency-Key')) call.headers.set('Idempotency-Key', crypto.randomUUID());
    await sign(call, await tokens?.current());
    let renewed = false;
    for (let attempt = 1; ; attempt++) {
      call.signal.throwIfAborted();
      const response = await send(fetch, call, attempt < tries);
      if (response?.ok || response?.status === 304) return response;
      if (response?.status === 401 && tokens && !renewed) {
        renewed = true;
        const token = await tokens.renew?.();
        if (token !== undefined) {
          await sign(call, token);
          attempt--;
          continue;
        }
      }
      const pause = response ? pauseAfter(response, attempt) : backoff(attempt);
      if (pause === undefined || pause > longestWait || attempt >= tries) throw await Problem.from(response as Response);
      await response?.body?.cancel();
      await wait(pause, call.signal);
    }
  };
}

async function sign(call: Request, token: string | undefined): Promise<void> {
  if (token !== undefined) call.headers.set('Authorization', `Bearer ${token}`);
}

/** One try. A call that got no answer may be sent again when doing it twice does no harm; then the answer is nothing. */
async function send(fetch: Fetch, call: Request, mayRetry: boolean): Promise<Response | undefined> {
  try {
    return await fetch(call.clone());
  } catch (error) {
    const harmless = call.method === 'GET' || call.method === 'HEAD' || call.headers.has('Idempotency-Key');
    if (!mayRetry || !harmless || call.signal.aborted) throw error;
    return undefined;
  }
}

/** Milliseconds to wait before the next try, or nothing when the answer is final. */
function pauseAfter(response: Response, attempt: number): number | undefined {
  const asked = retryAfter(response.headers.get('Retry-After'));
  switch (response.status) {
    case 429:
    case 503:
      return asked ?? backoff(attempt);
    case 409: // A refusal is final; the one conflict that passes by itself says when to come back.
      return asked;
    default:
      return undefined;
  }
}

/** `Retry-After` in milliseconds: seconds, or a date. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Half a second, doubled each time, with a quarter of chance so that clients do not come back together. */
const backoff = (attempt: number): number => 500 * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);

/** Waits, unless the call is given up meanwhile. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => { clearTimeout(timer); reject(signal.reason); };
    const timer = setTimeout(() => { signal.removeEventListener('abort', stop); resolve(); }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
