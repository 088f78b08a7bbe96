/** A client of Một Cửa's feed and webhooks for integration partners; it needs nothing but fetch. */

export { Api, Problem, type Surroundings } from "./api.js";
export { Feed, GapInFeed, gap } from "./feed.js";
export type * from "./models.js";
export { NotOurs, verified } from "./webhooks.js";
