/** The feed of a partner: every event behind a cursor, and a check that none is missing. */

import type { Api } from "./api.js";
import type { EventsView, PublicEvent } from "./models.js";

const PAGE = 500;

/** Events between two numbers are missing, also after the page was read again. */
export class GapInFeed extends Error {
  constructor(
    readonly after: number,
    readonly number: number,
  ) {
    super(`${number} follows ${after}`);
    this.name = "GapInFeed";
  }
}

/**
 * `cursor` is the number of the last event that you are done with: store it, and begin there.
 *
 * `for await` throws GapInFeed; Problem with the code `cursor_too_old` behind 90 days.
 */
export class Feed implements AsyncIterable<PublicEvent> {
  readonly #api: Api;
  cursor: number;

  constructor(api: Api, cursor = 0) {
    this.#api = api;
    this.cursor = cursor;
  }

  /** Each event until there are no more now; the cursor moves when the next one is taken. */
  async *[Symbol.asyncIterator](): AsyncGenerator<PublicEvent, void, undefined> {
    for (;;) {
      const page = await this.#page();
      for (const event of page.items) {
        yield event;
        this.cursor = Number(event.sequence);
      }
      if (page.caught_up || page.items.length === 0) return;
    }
  }

  async #page(): Promise<EventsView> {
    const query = { after: this.cursor, limit: PAGE };
    const first = await this.#api.get<EventsView>("/events", query);
    if (gap(this.cursor, first.items) === undefined) return first;
    const again = await this.#api.get<EventsView>("/events", query);
    const missing = gap(this.cursor, again.items);
    if (missing !== undefined) throw new GapInFeed(...missing);
    return again;
  }
}

/** The first two numbers that do not follow one another; undefined where all do. */
export function gap(after: number, events: readonly PublicEvent[]): [number, number] | undefined {
  let last = after;
  for (const event of events) {
    const number = Number(event.sequence);
    if (number !== last + 1) return [last, number];
    last = number;
  }
  return undefined;
}
