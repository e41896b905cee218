/** One fault in the input: where (a JSON pointer, or a parameter), which, and in words. */
export interface Violation {
  pointer?: string;
  parameter?: string;
  code: string;
  message: string;
}

/**
 * An answer of 400 and above (RFC 9457). Programs branch on {@link Problem.kind}; `detail` is for people.
 * Members that a type of problem adds of its own are in {@link Problem.members}.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly type: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly instance: string | undefined;
  readonly traceId: string | undefined;
  readonly violations: readonly Violation[];

  constructor(
    readonly status: number,
    /** Everything that the answer held. */
    readonly members: Readonly<Record<string, unknown>>,
    readonly response: Response,
  ) {
    const text = (key: string) => (typeof members[key] === 'string' ? members[key] : undefined);
    super(text('detail') ?? text('title') ?? `HTTP ${status}`);
    this.type = text('type') ?? 'about:blank';
    this.title = text('title') ?? `HTTP ${status}`;
    this.detail = text('detail');
    this.instance = text('instance');
    this.traceId = text('traceId');
    this.violations = Array.isArray(members['violations']) ? (members['violations'] as Violation[]) : [];
  }

  /** The last part of `type`, the stable name of the problem: `idempotency-key-missing`. */
  get kind(): string {
    return this.type.split(/[/#:]/).pop() ?? this.type;
  }

  /** Reads the problem out of an answer; one that is not a problem (a proxy's page, say) becomes a nameless one. */
  static async from(response: Response): Promise<Problem> {
    const isProblem = response.headers.get('Content-Type')?.includes('json') ?? false;
    const body: unknown = isProblem ? await response.json().catch(() => undefined) : undefined;
    if (!isProblem) await response.body?.cancel();
    return new Problem(response.status, typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}, response);
  }
}

/** True for a {@link Problem}, of the given kinds if any are given. */
export const isProblem = (error: unknown, ...kinds: string[]): error is Problem =>
  error instanceof Problem && (kinds.length === 0 || kinds.includes(error.kind));
