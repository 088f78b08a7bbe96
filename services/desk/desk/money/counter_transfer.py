"""The VietQR code on the counter's screen: the payer scans it, and the page waits for the money."""

from typing import Final

from desk.money.acts import PAYMENTS, refusal, write
from desk.money.fee import fee_page, read_fee
from desk.money.models import Fee, Payment
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.formatting import minutes_left
from front.responses import PageResponse, redirect, render, with_refresh
from front.visit import Visit

SECONDS: Final = 5


def start_transfer(visit: Visit, api: PublicApi) -> PageResponse:
    """A transfer begins; an earlier attempt is closed first. Raises FormExpired, NoResponse."""
    visit.require_form()
    path = f"/fees/{part(visit.path_params['fee'])}/payments"
    try:
        write(visit, api, Payment, path, {"method": "transfer"})
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        return fee_page(visit, read_fee(visit, api), status=problem.status, notice=notice)
    return redirect(visit.site.link(visit.path))


def show_transfer(visit: Visit, api: PublicApi) -> PageResponse:
    """The code; once the money is there, the receipt. Raises ApiProblem, NoResponse."""
    fee = read_fee(visit, api)
    if fee.state == "settled":
        return redirect(visit.site.link(f"/thu-ngan/{fee.fee}/bien-lai"))
    payment = _payment(visit, api, fee)
    if payment is None or not payment.is_scannable:
        return redirect(visit.site.link(f"/thu-ngan/{fee.fee}"))
    page = render(
        visit,
        "money/transfer.html",
        fee=fee,
        payment=payment,
        picture=_picture(payment.qr or ""),
        minutes_left=minutes_left(payment.expires, visit.now),
        waits="dung" not in visit.query,
    )
    url = visit.site.link(visit.path)
    return page if "dung" in visit.query else with_refresh(page, SECONDS, url)


def _payment(visit: Visit, api: PublicApi, fee: Fee) -> Payment | None:
    if fee.open_payment is None:
        return None
    return api.read(visit, Payment, PAYMENTS, f"/payments/{part(fee.open_payment)}")


def _picture(text: str) -> str:
    """A PNG as a `data:` address, with the quiet zone of four modules (ISO/IEC 18004)."""
    import segno

    return str(segno.make(text, error="m", micro=False).png_data_uri(border=4, scale=8))
