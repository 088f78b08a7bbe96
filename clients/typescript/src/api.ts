/** Requests with a partner's key, repeated where a repetition is safe and may help. */

import type { Problem as ProblemDocument } from "./models.js";

const AGAIN = [429, 500, 502, 503, 504];
const ATTEMPTS = 6;
const LONGEST_PAUSE = 60;
const SECONDS = 30;

/** A refusal: its status, its stable code, and seconds after which to try again. */
export class Problem extends Error {
  readonly code: string;

  constructor(
    readonly status: number,
    document: Partial<ProblemDocument>,
    readonly retryAfter: number,
  ) {
    super(`${status} ${document.code ?? ""} ${document.detail ?? ""}`.trim());
    this.name = "Problem";
    this.code = document.code ?? "";
  }
}

/** What a test puts in the place of the network and of time; `sleep` takes seconds. */
export interface Surroundings {
  fetch: typeof fetch;
  sleep: (seconds: number) => Promise<void>;
}

/** `url` is the service's, down to /partners/v1. */
export class Api {
  readonly #key: string;
  readonly #url: string;
  readonly #surroundings: Surroundings;

  constructor(url: string, key: string, surroundings: Partial<Surroundings> = {}) {
    this.#url = url.replace(/\/+$/, "");
    this.#key = key;
    this.#surroundings = { fetch, sleep, ...surroundings };
  }

  /** The answer; throws Problem, and what fetch throws, after six attempts. */
  async get<T>(path: string, query: Record<string, string | number> = {}): Promise<T> {
    const text = new URLSearchParams(Object.entries(query).map(([k, v]) => [k, String(v)]));
    return this.request<T>("GET", text.size ? `${path}?${text}` : path);
  }

  /**
   * The same for what is sent. Requests with one `idempotencyKey` create one thing, so that they
   * may be repeated.
   */
  async post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<T> {
    const key = idempotencyKey ?? crypto.randomUUID();
    return this.request<T>("POST", path, JSON.stringify(body), { "Idempotency-Key": key });
  }

  /** One request, repeated after 429 and 5xx with Retry-After or growing pauses. */
  async request<T>(
    method: string,
    path: string,
    body?: string,
    more: Record<string, string> = {},
  ): Promise<T> {
    const headers = { ...more, "X-Api-Key": this.#key, Accept: "application/json" };
    const content = body === undefined ? {} : { "Content-Type": "application/json" };
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS;
      let response: Response;
      try {
        response = await this.#surroundings.fetch(this.#url + path, {
          method,
          headers: { ...headers, ...content },
          body: body ?? null,
          redirect: "error",
          signal: AbortSignal.timeout(SECONDS * 1000),
        });
      } catch (error) {
        if (isLast) throw error;
        await this.#surroundings.sleep(2 ** attempt);
        continue;
      }
      const document = await json(response);
      if (response.ok) return document as T;
      const problem = new Problem(response.status, document, secondsOf(response));
      const helps = AGAIN.includes(response.status) && problem.retryAfter <= LONGEST_PAUSE;
      if (isLast || !helps) throw problem;
      await this.#surroundings.sleep(problem.retryAfter || 2 ** attempt);
    }
  }
}

async function json(response: Response): Promise<Record<string, never>> {
  try {
    return (await response.json()) as Record<string, never>;
  } catch {
    return {};
  }
}

function secondsOf(response: Response): number {
  const text = response.headers.get("retry-after") ?? "";
  return /^[0-9]+$/.test(text) ? Number(text) : 0;
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
