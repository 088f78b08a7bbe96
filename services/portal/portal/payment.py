"""Payment attempts: start, show and cancel; their outcome always comes from the API."""

from datetime import datetime
from typing import Any, Final, Literal

from front.api_problem import ApiProblem
from front.formatting import minutes_left
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.routes import ULID
from front.visit import Visit
from front.waits import begin_wait, checks_of, clock, renewing
from portal.api_models import Fee, Method, Payment
from portal.dossier_access import DossierAccess, access_of
from portal.public_api import PublicApi
from portal.session import session_of
from portal.vietqr import bank_apps, picture

Outcome = Literal[
    "paid",
    "overpaid",
    "processing",
    "scan",
    "checking",
    "unpaid",
    "declined",
    "ended",
    "unknown",
]
REFRESH_SECONDS: Final[dict[Outcome, int]] = {
    "processing": 15,
    "scan": 30,
    "checking": 5,
    "unknown": 15,
}
MOST_REFRESHES: Final = 6
"""How often the page refreshes after a return from the card page: for half a minute."""
AFTER_DECLINE: Final = 1
"""How often after a declined card: the payer may have used another one on the same page."""


def start_payment(visit: Visit, api: PublicApi) -> PageResponse:
    """Start a payment attempt, then redirect to the provider's page or to the QR code.

    Raises FormExpired, LookupRequired, ApiProblem, NoResponse.
    """
    visit.require_form()
    fee, method = visit.form.get("fee", ""), _method(visit.form.get("method", ""))
    if not ULID.fullmatch(fee):
        raise ApiProblem(404, "not_found", "")
    access = access_of(visit)
    try:
        payment = api.start_payment(
            access.caller,
            fee,
            method,
            return_url=visit.site.url(f"{access.base}/ket-qua/{fee}"),
            idempotency_key=visit.idempotency_key(access.code, "start", fee, method),
        )
    except ApiProblem as problem:
        return _problem_page(visit, access, problem)
    session = session_of(visit).with_attempt(payment.fee, payment.payment)
    if payment.url and visit.site.allows_redirect_to(payment.url):
        return redirect(payment.url, session)
    return redirect(visit.site.link(f"{access.base}/thanh-toan/{payment.payment}"), session)


def show_payment(visit: Visit, api: PublicApi) -> PageResponse:
    """The payment attempt with its outcome so far; raises LookupRequired, ApiProblem."""
    access = access_of(visit)
    try:
        payment: Payment | None = api.payment(access.caller, visit.path_params["payment"])
    except NoResponse:
        payment = None
    outcome = outcome_of(payment, checks_of(visit), visit.now)
    if payment and outcome == "paid" and _is_overpayment(api, access, payment):
        outcome = "overpaid"
    stopped = "stop" in visit.query
    seconds = 0 if stopped else REFRESH_SECONDS.get(outcome, 0)
    response = render(
        visit,
        "payment.html",
        access=access,
        payment=payment,
        outcome=outcome,
        by_platform="_platform" if payment and payment.method == "platform" else "",
        checked_at=clock(visit.now),
        stopped=stopped,
        seconds=seconds,
        minutes_left=minutes_left(payment.expires, visit.now) if payment else 0,
        **(_transfer(visit, payment) if payment and outcome == "scan" else {}),
    )
    return renewing(visit, response, seconds) if seconds else response


def _transfer(visit: Visit, payment: Payment) -> dict[str, Any]:
    """What the page of a transfer shows beside its facts."""
    opener = visit.site.origins.get("bank_apps", ())
    url = visit.site.url(visit.path)
    return {
        "qr_code": picture(payment.qr) if payment.qr else "",
        "apps": bank_apps(payment, opener[0] if opener else "", url),
    }


def outcome_of(payment: Payment | None, refreshes: int, now: datetime) -> Outcome:
    """The outcome to show; `refreshes` counts those since a return from the card page."""
    if payment is None:
        return "unknown"
    if payment.state in ("created", "pending"):
        return _open_outcome(payment, refreshes, now)
    outcomes: dict[str, Outcome] = {
        "paid": "paid",
        "processing": "processing",
        "failed": "declined",
        "expired": "ended",
        "cancelled": "ended",
    }
    return outcomes[payment.state]


def _open_outcome(payment: Payment, refreshes: int, now: datetime) -> Outcome:
    """Past its expiry an attempt is shown as ended, though the sweeper ends it minutes later."""
    is_transfer = payment.method == "transfer" and payment.state == "pending"
    most = AFTER_DECLINE if payment.declined_at else MOST_REFRESHES
    if not is_transfer and 0 < refreshes <= most:
        return "checking"
    if payment.expires <= now:
        return "ended"
    if payment.declined_at:
        return "declined"
    return "scan" if is_transfer else "unpaid"


def _is_overpayment(api: PublicApi, access: DossierAccess, payment: Payment) -> bool:
    """Whether another payment settled the fee, or nobody owes it: then this money is refunded."""
    try:
        fee = next((f for f in _fees(api, access) if f.fee == payment.fee), None)
    except (NoResponse, ApiProblem):
        return False
    if fee is None or fee.state == "due":
        return False
    return fee.state != "settled" or fee.payment not in (None, payment.payment)


def return_from_card_page(visit: Visit, api: PublicApi) -> PageResponse:
    """Redirect to the fee's latest attempt: the URL names the fee and proves no payment."""
    fee = visit.path_params["fee"]
    access = access_of(visit)
    payment = session_of(visit).attempts.get(fee) or _latest_attempt(api, access, fee)
    if payment is None:
        return redirect(visit.site.link(access.home))
    return begin_wait(visit, f"{access.base}/thanh-toan/{payment}")


def cancel_payment(visit: Visit, api: PublicApi) -> PageResponse:
    """Cancel a payment attempt; raises FormExpired, LookupRequired, NoResponse."""
    visit.require_form()
    payment = visit.path_params["payment"]
    access = access_of(visit)
    idempotency_key = visit.idempotency_key(access.code, "cancel", payment)
    try:
        api.cancel_payment(access.caller, payment, idempotency_key=idempotency_key)
    except ApiProblem as problem:
        # the attempt's own page says why it could not be cancelled
        if problem.status not in (409, 503):
            raise
    return redirect(visit.site.link(f"{access.base}/thanh-toan/{payment}"))


def _method(text: str) -> Method:
    methods: dict[str, Method] = {"transfer": "transfer", "platform": "platform"}
    return methods.get(text, "card")


def _latest_attempt(api: PublicApi, access: DossierAccess, fee: str) -> str | None:
    """The attempt that may be paid or settled the fee, for a payer with a new session."""
    fees: dict[str, Fee] = {f.fee: f for f in _fees(api, access)}
    return fees[fee].open_payment or fees[fee].payment if fee in fees else None


def _fees(api: PublicApi, access: DossierAccess) -> tuple[Fee, ...]:
    return api.fees(access.caller, access.code).items


def _problem_page(visit: Visit, access: DossierAccess, problem: ApiProblem) -> PageResponse:
    if problem.status == 401:
        raise access.lapsed()
    return render(
        visit, "rejected.html", status=problem.status, access=access, detail=problem.detail
    )
