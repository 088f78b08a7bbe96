/** The objects that programs of partners send and get. Made by `python -m tools.partner_models` of docs/api; not written by hand. */

/** Who a program is here, and what it may do. */
export interface AccountView {
  /** What it may see */
  agreement: AgreementView;
  /** The partner's id */
  id: string;
  /** The number of the newest event */
  last_sequence: number;
  /** The organisation */
  name: string;
  /** After so many come 429 until midnight */
  requests_a_day: number;
  /** Requests today, this one included */
  requests_today: number;
}

/** Which dossier takes its next step. */
export interface AdvanceBody {
  /** H49.61.01-000101-0001 to H49.61.01-000101-0012, a life each */
  dossier: string;
  /** Begin anew, wherever it stands */
  from_start?: boolean;
}

/** Where a dossier of the sandbox stands after its step. */
export interface AdvanceView {
  /** As every dossier is shown */
  dossier: ThinDossierView;
  /** As it is in the feed, and is delivered */
  event: PublicEvent;
  /** How many steps it has taken */
  step: number;
  /** How many its life has */
  steps: number;
}

/** What the partner may see, and how often. */
export interface AgreementView {
  /** And those below them */
  agencies: Array<string>;
  /** Its number in the province's records */
  number: string;
  /** Requests a day */
  plan: "basic" | "standard" | "bulk";
  /** None: every procedure */
  procedures: Array<string>;
  /** What its programs may do */
  scopes: Array<"events.read" | "hooks.manage" | "status.read">;
  /** Its last day, Vietnam; null: none */
  until: string | null;
}

/** What for, and how long. */
export interface ConsentBody {
  /** What the partner needs it for */
  purpose: "track" | "represent" | "credit" | "employment" | "other";
  /** The last day on which it holds, Vietnam */
  until: string;
}

/** The last tries of an endpoint. */
export interface DeliveriesView {
  /** The newest first; of 30 days */
  items: Array<DeliveryView>;
}

/** A try. */
export interface DeliveryView {
  /** When */
  at: string;
  /** The id of the event */
  event: string;
  /** Why it failed; null: it succeeded */
  failure: "refused_address" | "no_address" | "tls" | "timeout" | "no_answer" | "redirect" | "status" | null;
  /** Whether it was the last try of the event */
  final: boolean;
  /** How long it took */
  milliseconds: number;
  /** Whether it was delivered again on request */
  replay: boolean;
  /** The number of the event in the feed */
  sequence: string;
  /** Of the answer; null: there was none */
  status: number | null;
}

/** Which dossiers. */
export interface DossiersBody {
  /** Mã hồ sơ */
  codes: Array<string>;
}

/** A page of the feed. */
export interface EventsView {
  /** Whether there are no more now */
  caught_up: boolean;
  /** In their order; without `types` there is no gap */
  items: Array<PublicEvent>;
  /** What `after` is next; store it with what you did */
  next: number;
}

/** A new endpoint. */
export interface HookBody {
  /** https:// at a public domain name */
  url: string;
}

/** An endpoint and how far its deliveries are. */
export interface HookView {
  /** When it was registered */
  created_at: string;
  /** The number of the newest event that was tried */
  cursor: number;
  /** Failures in a row; from ten on only probes */
  failures: number;
  /** Its id */
  id: string;
  /** When the next retry or probe is due; null: none */
  next_at: string | null;
  /** pending: before a test succeeded; disabled: until one succeeds */
  state: "pending" | "active" | "disabled";
  /** Where events go */
  url: string;
  /** gone: it answered 410; failing: for five days; null: not disabled */
  why: "gone" | "failing" | null;
}

/** The endpoints of a partner. */
export interface HooksView {
  /** The oldest first, at most five */
  items: Array<HookView>;
}

/** An endpoint with its secret, which is shown this once. */
export interface NewHookView {
  /** When it was registered */
  created_at: string;
  /** The number of the newest event that was tried */
  cursor: number;
  /** Failures in a row; from ten on only probes */
  failures: number;
  /** Its id */
  id: string;
  /** When the next retry or probe is due; null: none */
  next_at: string | null;
  /** Signs deliveries, by Standard Webhooks */
  secret: string;
  /** pending: before a test succeeded; disabled: until one succeeds */
  state: "pending" | "active" | "disabled";
  /** Where events go */
  url: string;
  /** gone: it answered 410; failing: for five days; null: not disabled */
  why: "gone" | "failing" | null;
}

/** A consent to one partner for one dossier. */
export interface PartnerConsentView {
  /** When it was given */
  consented_at: string;
  /** The dossier */
  dossier: string;
  /** When it was ended; null: it was not */
  ended_at: string | null;
  /** Whether the partner may see the dossier now */
  holds: boolean;
  /** The organisation */
  name: string;
  /** The id of the partner */
  partner: string;
  /** What the partner needs it for */
  purpose: "track" | "represent" | "credit" | "employment" | "other";
  /** The last day on which it holds, Vietnam */
  until: string;
}

/** Every consent of a person, the ended ones too. */
export interface PartnerConsentsView {
  /** The newest first */
  items: Array<PartnerConsentView>;
}

/** Problem details (RFC 9457). */
export interface Problem {
  /** The stable name of what is wrong. */
  code: string;
  /** What to do, for a person, in the language of Accept-Language. */
  detail: string;
  /** The OAuth 2.0 error (RFC 6749, 5.2), where it is one. */
  error?: string;
  /** Every broken rule: of the schema 20 at the most, of answers 100. */
  errors?: Array<Record<string, unknown>>;
  /** The first field or header that is wrong. */
  field?: string;
  /** The present state, where it refuses an act. */
  state?: string;
  /** The HTTP status. */
  status: number;
  /** The status in words (RFC 9110). */
  title: string;
  /** Names this request in our logs. */
  trace: string;
  /** `urn:motcua:problem:<code>`. */
  type: string;
}

/** CloudEvents 1.0 in structured JSON; at most 4 KB. */
export interface PublicEvent {
  /** By the schema of its type */
  data: Record<string, unknown>;
  /** The media type of `data` */
  datacontenttype?: "application/json";
  /** The same in the feed, in a webhook, in a replay */
  id: string;
  /** Its number in the feed, 12 digits from 000000000001, without a gap */
  sequence: string;
  /** The address of this service */
  source: string;
  /** Of CloudEvents */
  specversion?: "1.0";
  /** Mã hồ sơ, or the id of an endpoint */
  subject: string;
  /** When it happened */
  time: string;
  /** As vn.motcua.dossier.accepted.v1 */
  type: string;
}

/** A partner to whom consent may be given. */
export interface RecipientView {
  /** Its id */
  id: string;
  /** The organisation */
  name: string;
}

/** Every partner that is admitted. */
export interface RecipientsView {
  /** By name */
  items: Array<RecipientView>;
}

/** Which events are delivered again. */
export interface ReplayBody {
  /** Those behind this number */
  after: number;
  /** The last of them */
  through: number;
}

/** Which events are delivered again. */
export interface ReplayView {
  /** Those behind this number */
  after: number;
  /** The last of them */
  through: number;
}

/** What became of a test. */
export interface TestView {
  /** Whether the answer was 2xx */
  delivered: boolean;
  /** Why it does not count; null: it does */
  failure: "refused_address" | "no_address" | "tls" | "timeout" | "no_answer" | "redirect" | "status" | null;
  /** How long it took */
  milliseconds: number;
  /** Of the answer; null: there was none */
  status: number | null;
}

/** Where a dossier stands; nothing personal. */
export interface ThinDossierView {
  /** The agency at which it was filed */
  agency: string;
  /** Mã hồ sơ */
  code: string;
  /** Ngày hẹn trả; null: none yet */
  due_at: string | null;
  /** When it was filed */
  filed_at: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The national status code */
  status: number;
  /** Since when it has this status */
  status_at: string;
}

/** Where dossiers stand, and the codes of which nothing is known to the partner. */
export interface ThinDossiersView {
  /** In the order of the request */
  items: Array<ThinDossierView>;
  /** There is no such dossier, or the agreement does not cover it */
  unknown: Array<string>;
}

/** A result was signed and stored; who has its code can verify it in public. */
export interface DocumentSealedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** Its id */
  document: string;
  /** Of the file, lower-case hexadecimal */
  sha256: string;
}

/** It was accepted (được tiếp nhận): its time runs. */
export interface DossierAcceptedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** Ngày hẹn trả */
  due_at: string;
}

/** The result is ready (đã xử lý xong). */
export interface DossierCompletedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
}

/** The due date moved: an extension, papers that came, or a calendar. */
export interface DossierDueChangedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** Ngày hẹn trả from now on */
  due_at: string;
}

/** A fee is owed (yêu cầu thực hiện nghĩa vụ tài chính). */
export interface DossierFeeDueV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** đồng */
  amount: number;
  /** The last moment; null: none */
  pay_by: string | null;
}

/** The fee is paid. */
export interface DossierFeeSettledV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** đồng */
  amount: number;
}

/** A dossier was filed (mới đăng ký). */
export interface DossierFiledV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** When it was filed */
  filed_at: string;
}

/** The applicant is to add papers (yêu cầu bổ sung). */
export interface DossierPapersRequestedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** Until when they may; null: no day is set */
  respond_by: string | null;
}

/** It was not accepted (không được tiếp nhận). */
export interface DossierRefusedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
}

/** An earlier ending no longer holds. */
export interface DossierReopenedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
}

/** The applicant has the result (đã trả kết quả). */
export interface DossierReturnedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
  /** Which way */
  how: "online" | "counter" | "post";
}

/** Its handling was stopped (dừng xử lý). */
export interface DossierStoppedV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
}

/** It was withdrawn at the citizen's request (công dân yêu cầu rút hồ sơ). */
export interface DossierWithdrawnV1 {
  /** Mã hồ sơ */
  dossier: string;
  /** Mã thủ tục hành chính */
  procedure: string;
  /** The agency at which it was filed */
  agency: string;
}

/** Nothing is delivered to an endpoint any more until a test succeeds. */
export interface PartnerEndpointDisabledV1 {
  /** The id of the endpoint */
  hook: string;
  /** gone: it answered 410; failing: five days of nothing but failures */
  why: "gone" | "failing";
}

/** A test of an endpoint; it is in no feed, and its sequence is 000000000000. */
export interface PartnerTestV1 {
  /** The id of the endpoint */
  hook: string;
}

/** The type of an event -> what its data is. */
export interface Data {
  "vn.motcua.document.sealed.v1": DocumentSealedV1;
  "vn.motcua.dossier.accepted.v1": DossierAcceptedV1;
  "vn.motcua.dossier.completed.v1": DossierCompletedV1;
  "vn.motcua.dossier.due_changed.v1": DossierDueChangedV1;
  "vn.motcua.dossier.fee_due.v1": DossierFeeDueV1;
  "vn.motcua.dossier.fee_settled.v1": DossierFeeSettledV1;
  "vn.motcua.dossier.filed.v1": DossierFiledV1;
  "vn.motcua.dossier.papers_requested.v1": DossierPapersRequestedV1;
  "vn.motcua.dossier.refused.v1": DossierRefusedV1;
  "vn.motcua.dossier.reopened.v1": DossierReopenedV1;
  "vn.motcua.dossier.returned.v1": DossierReturnedV1;
  "vn.motcua.dossier.stopped.v1": DossierStoppedV1;
  "vn.motcua.dossier.withdrawn.v1": DossierWithdrawnV1;
  "vn.motcua.partner.endpoint_disabled.v1": PartnerEndpointDisabledV1;
  "vn.motcua.partner.test.v1": PartnerTestV1;
}
