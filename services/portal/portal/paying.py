"""Paying: a try is started, shown, given up, and what became of it is asked for, never assumed."""

import io
from dataclasses import replace
from datetime import datetime
from typing import Final, Literal

from portal.api import PublicApi, Refused
from portal.pages import Reply, goto, page, refreshed
from portal.seen import Fee, Method, Payment
from portal.shown import minutes_left
from portal.visit import LookupNeeded, Visit
from portal.wire import NoAnswer

Course = Literal[
    "paid", "surplus", "processing", "scan", "asking", "unpaid", "declined", "ended", "unknown"
]
ASK_AGAIN_SECONDS: Final[dict[Course, int]] = {
    "processing": 15,
    "scan": 30,
    "asking": 5,
    "unknown": 15,
}
MOST_ASKED: Final = 6
"""How often the page asks by itself after a return from the card page: half a minute, then the payer decides."""


def start(visit: Visit, api: PublicApi) -> Reply:
    """Start to pay: to the card's page, or to the code to scan. Raises FormExpired, LookupNeeded, NoAnswer."""
    visit.require_form()
    fee, method = visit.form.get("fee", ""), _method(visit.form.get("method", ""))
    back = f"{visit.site.origin}{visit.site.link('/ket-qua/' + fee)}"
    try:
        made = api.start(visit.rights, fee, method, back, visit.once("start", fee, method))
    except Refused as refused:
        return _refused(visit, refused)
    session = visit.session.with_try(made.fee, made.payment)
    if made.method == "card" and made.url and visit.site.may_go_to(made.url):
        return goto(made.url, session)
    return goto(visit.site.link(f"/thanh-toan/{made.payment}"), session)


def shown_payment(visit: Visit, api: PublicApi) -> Reply:
    """How a try stands, as the API says it now; raises LookupNeeded, Refused."""
    try:
        payment: Payment | None = api.payment(visit.rights, visit.given["payment"])
    except NoAnswer:
        payment = None
    now = course(payment, visit.asked, visit.now)
    if payment and now == "paid" and _goes_back(visit, api, payment):
        now = "surplus"
    again = visit.site.link(visit.path) + (f"?n={visit.asked + 1}" if visit.asked else "")
    stopped = "stop" in visit.query
    seconds = 0 if stopped else ASK_AGAIN_SECONDS.get(now, 0)
    facts = {
        "payment": payment,
        "course": now,
        "again": again,
        "stopped": stopped,
        "seconds": seconds,
    }
    made = page(
        visit,
        "payment.html",
        left=minutes_left(payment.expires, visit.now) if payment else 0,
        **facts,
    )
    return refreshed(made, seconds, again) if seconds else made


def course(payment: Payment | None, asked: int, now: datetime) -> Course:
    """What to tell of a try; `asked` is how often the page asked since a return from the card's page, 0: none."""
    if payment is None:
        return "unknown"
    if payment.state in ("created", "pending"):
        return _unfinished(payment, asked, now)
    told: dict[str, Course] = {"failed": "declined", "expired": "ended", "cancelled": "ended"}
    told |= {"paid": "paid", "processing": "processing"}
    return told[payment.state]


def _unfinished(payment: Payment, asked: int, now: datetime) -> Course:
    """Past its time a try is over for whoever looks at it, though the sweeper ends it minutes later."""
    to_scan = payment.method == "transfer" and payment.state == "pending"
    if not to_scan and 0 < asked <= MOST_ASKED:
        return "asking"
    if payment.expires <= now:
        return "ended"
    return "scan" if to_scan else "unpaid"


def _goes_back(visit: Visit, api: PublicApi, payment: Payment) -> bool:
    """Whether other money settled the fee, or nobody owes it any more: then what came by this try goes back."""
    try:
        fee = next((f for f in api.fees(visit.rights).items if f.fee == payment.fee), None)
    except (NoAnswer, Refused):
        return False
    if fee is None or fee.state == "due":
        return False
    return fee.state != "settled" or fee.payment not in (None, payment.payment)


def result(visit: Visit, api: PublicApi) -> Reply:
    """Where a payer comes back to: the address says which fee, and nothing of what became of it."""
    fee = visit.given["fee"]
    last = visit.session.tries.get(fee) or _last_try(visit, api, fee)
    return goto(visit.site.link(f"/thanh-toan/{last}?n=1" if last else "/ho-so"))


def cancel(visit: Visit, api: PublicApi) -> Reply:
    """Give a try up; raises FormExpired, LookupNeeded, NoAnswer."""
    visit.require_form()
    payment = visit.given["payment"]
    try:
        api.cancel(visit.rights, payment, visit.once("cancel", payment))
    except Refused as refused:
        if refused.status not in (409, 503):
            raise
    return goto(visit.site.link(f"/thanh-toan/{payment}"))


def picture(visit: Visit, api: PublicApi) -> Reply:
    """The code that a bank's app scans, as SVG; raises LookupNeeded, Refused, NoAnswer."""
    payment = api.payment(visit.rights, visit.given["payment"])
    if payment.qr is None:
        raise Refused(404, "not_found", "")
    return Reply(
        drawn(payment.qr), headers={"Content-Type": "image/svg+xml", "Cache-Control": "no-store"}
    )


def drawn(text: str) -> str:
    """A QR code of level M with the quiet zone of four modules that readers need (ISO/IEC 18004)."""
    import segno

    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, scale=6, light="#fff", svgclass=None
    )
    return out.getvalue().decode()


def _method(asked: str) -> Method:
    return "transfer" if asked == "transfer" else "card"


def _last_try(visit: Visit, api: PublicApi, fee: str) -> str | None:
    """The try that may be paid or settled the fee, for a payer whose visit was renewed meanwhile."""
    known: dict[str, Fee] = {f.fee: f for f in api.fees(visit.rights).items}
    return known[fee].open_payment or known[fee].payment if fee in known else None


def _refused(visit: Visit, refused: Refused) -> Reply:
    """Why the try was not opened; the fee's own page is one step away."""
    if refused.status == 401:
        raise LookupNeeded
    return replace(page(visit, "refused.html", detail=refused.detail), status=refused.status)
