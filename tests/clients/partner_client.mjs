// What the client in TypeScript makes of a running service; prints JSON.
// Arguments: the client's module, the service's address, a key, and a delivery as JSON.
const [module, address, key, text] = process.argv.slice(2);
const { Api, Feed, GapInFeed, NotOurs, Problem, verified } = await import(module);

const pauses = [];
const sleep = async (seconds) => void pauses.push(seconds);
const api = new Api(address, key, { sleep });

const feed = new Feed(api);
const numbers = [];
for await (const event of feed) numbers.push(Number(event.sequence));

const unread = new Feed(api, 2);
for await (const _ of unread) break;

const lossy = async (...request) => {
  const page = await (await fetch(...request)).json();
  return Response.json({ ...page, items: page.items.filter((each) => !each.sequence.endsWith("3")) });
};
const gap = await failure(async () => {
  for await (const _ of new Feed(new Api(address, key, { fetch: lossy, sleep }))) continue;
});

let busy = 2;
const often = async (...request) =>
  busy-- > 0
    ? Response.json({ code: "unavailable" }, { status: 503, headers: { "Retry-After": "3" } })
    : fetch(...request);
const account = await new Api(address, key, { fetch: often, sleep }).get("/me");
const unknown = await failure(() => api.get("/dossiers/H49.61.01-261123-9999"));
const batch = await api.post("/dossiers/batch", { codes: ["H49.61.01-261123-9999"] });

const { secret, headers, body, now } = JSON.parse(text);
const bytes = new TextEncoder().encode(body);
const good = await verified(["whsec_b3RoZXI=", secret], headers, bytes, now);
const refusals = await Promise.all([
  failure(() => verified(["whsec_b3RoZXI=", "no base64"], headers, bytes, now)),
  failure(() => verified([secret], headers, new TextEncoder().encode(`${body} `), now)),
  failure(() => verified([secret], headers, bytes, now + 301)),
  failure(() => verified([secret], {}, bytes, now)),
]);

async function failure(act) {
  try {
    await act();
  } catch (error) {
    return error;
  }
  return undefined;
}

console.log(
  JSON.stringify({
    numbers,
    cursor: feed.cursor,
    unread: unread.cursor,
    gap: gap instanceof GapInFeed ? [gap.after, gap.number] : null,
    account: account.id,
    pauses,
    unknown: unknown instanceof Problem ? [unknown.status, unknown.code] : null,
    batch: batch.unknown,
    verified: good.sequence,
    refusals: refusals.filter((each) => each instanceof NotOurs).length,
  }),
);
