/** What arrives at your endpoint: whether it is ours (Standard Webhooks 1.0), and its event. */

import type { PublicEvent } from "./models.js";

/** Seconds by which the clocks may differ. */
const TOLERANCE = 300;
const HMAC = { name: "HMAC", hash: "SHA-256" };

/** The request bears no signature by a secret of yours, or it is too old. */
export class NotOurs extends Error {
  constructor() {
    super("no signature by a secret of yours, or too old");
    this.name = "NotOurs";
  }
}

/**
 * The event; `body` is as it arrived, `secrets` are all that are good now, `now` is in seconds.
 * Throws NotOurs.
 */
export async function verified(
  secrets: readonly string[],
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Uint8Array,
  now: number = Date.now() / 1000,
): Promise<PublicEvent> {
  const lower = new Map(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), String(v)]));
  const id = lower.get("webhook-id");
  const moment = lower.get("webhook-timestamp") ?? "";
  const signatures = (lower.get("webhook-signature") ?? "").split(" ");
  if (id === undefined || !/^[0-9]+$/.test(moment)) throw new NotOurs();
  if (Math.abs(now - Number(moment)) > TOLERANCE) throw new NotOurs();
  const content = joined(new TextEncoder().encode(`${id}.${moment}.`), body);
  for (const secret of secrets) {
    const raw = bytesOf(secret.replace(/^whsec_/, ""));
    const key = await crypto.subtle.importKey("raw", raw, HMAC, false, ["verify"]);
    for (const each of signatures.filter((text) => text.startsWith("v1,"))) {
      if (await crypto.subtle.verify("HMAC", key, bytesOf(each.slice(3)), content)) {
        return JSON.parse(new TextDecoder().decode(body)) as PublicEvent;
      }
    }
  }
  throw new NotOurs();
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Of Base64; of anything else none, which no signature is. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
