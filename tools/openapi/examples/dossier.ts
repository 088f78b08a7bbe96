// One dossier from a look-up key alone, with types generated from the OpenAPI documents.
//
// Looks the dossier up, starts a bank transfer for its fee and verifies a sealed document.
// Arguments: the stage's address, the dossier's code and its look-up key. Prints what an app would
// show, as JSON.

import createClient from "openapi-fetch";
import type { paths as Documents } from "../generated/typescript/documents.js";
import type { paths as Payments } from "../generated/typescript/payments.js";
import type { paths as Status } from "../generated/typescript/status.js";

declare const process: { argv: string[] };

/** The answer of success; a problem ends the program. */
function expect<T>(answer: { data?: T; error?: unknown; response: Response }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.response.status}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

const [, , baseUrl = "", code = "", key = ""] = process.argv;

const keyed = { baseUrl, headers: { "X-Lookup-Key": key } };
const status = createClient<Status>(keyed);
const dossier = expect(
  await status.GET("/status/v1/dossiers/{code}", { params: { path: { code } } }),
);

const payments = createClient<Payments>(keyed);
const fees = expect(
  await payments.GET("/payments/v1/dossiers/{code}/fees", { params: { path: { code } } }),
);
const fee = fees.items.find((each) => each.state === "due");
if (fee === undefined) throw new Error("no fee is due");
const payment = expect(
  await payments.POST("/payments/v1/fees/{fee}/payments", {
    params: { path: { fee: fee.fee }, header: { "Idempotency-Key": crypto.randomUUID() } },
    body: { method: "transfer" },
  }),
);

const documents = createClient<Documents>({ baseUrl });
const sha256 = dossier.documents[0]?.sha256;
if (sha256 === undefined) throw new Error("no document is sealed");
const verification = expect(
  await documents.POST("/documents/v1/verifications", { body: { sha256 } }),
);

const shown = {
  code: dossier.code,
  timeline: dossier.timeline.map((entry) => entry.code),
  fee: fee.fee,
  amount: payment.amount,
  qr: payment.qr,
  kind: verification.kind,
};
console.log(JSON.stringify(shown));
