"""The payment page of the double: plain HTML, Vietnamese and English, where the payer chooses
what happens."""

from html import escape
from typing import Final

from local.doubles.stripe.objects import Json

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
STYLE: Final = """
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
button{display:block;width:100%;margin:.6rem 0;padding:.8rem;font:inherit;border:2px solid #1a1a1a;background:#fff}
button.pay{background:#0b4f8a;color:#fff;border-color:#0b4f8a}
.note{border-left:.3rem solid #b36b00;padding-left:.8rem}
.bad{border-left:.3rem solid #b00020;padding-left:.8rem}
dt{color:#555}
dd{margin:0 0 .6rem;font-weight:600}
"""
DECLINED: Final = """<p class="bad" role="alert">Thẻ bị từ chối. Vui lòng thử thẻ khác. ·
<span lang="en">Your card was declined. Please try another card.</span></p>"""
NOT_AUTHENTICATED: Final = """<p class="bad" role="alert">Ngân hàng chưa xác thực được chủ thẻ. Vui lòng thử lại. ·
<span lang="en">Your bank could not authenticate you. Please try again.</span></p>"""
ERROR_MESSAGES: Final = {
    None: "",
    "card_declined": DECLINED,
    "payment_intent_authentication_failure": NOT_AUTHENTICATED,
}
"""What the page says of the try before, by the code of its error."""
LEAVE: Final = """<button name="choice" value="leave">Quay lại, chưa thanh toán ·
<span lang="en">Go back</span></button>"""


def page(session: Json, error: str | None = None) -> str:
    """The page of an open session. Stripe: "If set, Checkout displays a back button" (OpenAPI,
    cancel_url)

    `error` is the code of the try before, if it failed.
    """
    amount = f"{session['amount_total']:,}".replace(",", ".")
    return _document(
        f"""<h1>Thanh toán thẻ · <span lang="en">Card payment</span></h1>
<p class="note">Bản mô phỏng Stripe trên máy này: không có tiền nào được chuyển, không nhập số thẻ. ·
<span lang="en">A local double of Stripe: no money moves, no card number is asked for.</span></p>
{ERROR_MESSAGES[error]}
<dl><dt>Số tiền · <span lang="en">Amount</span></dt><dd>{amount} đ</dd>
<dt>Mã thanh toán · <span lang="en">Payment</span></dt><dd>{escape(session["client_reference_id"] or "")}</dd></dl>
<form method="post" action="/c/pay/{session["id"]}">
<button class="pay" name="choice" value="success">Thẻ hợp lệ: thanh toán ·
<span lang="en">Good card: pay</span></button>
<button name="choice" value="decline">Thẻ bị từ chối · <span lang="en">Declined card</span></button>
<button name="choice" value="secure">Thẻ cần xác thực 3-D Secure ·
<span lang="en">Card that asks for 3-D Secure</span></button>
<button name="choice" value="slow">Phương thức báo kết quả sau ·
<span lang="en">Delayed method</span></button>
{LEAVE if session["cancel_url"] else ""}</form>"""
    )


def challenge(session: Json) -> str:
    """The bank's page of 3-D Secure, where the payer proves who they are. Stripe: "Use
    redirect_to_url" (OpenAPI)"""
    return _document(
        f"""<h1>Xác thực 3-D Secure · <span lang="en">3-D Secure</span></h1>
<p>Ngân hàng phát hành thẻ hỏi: có đúng ông/bà đang thanh toán không? ·
<span lang="en">Your bank asks: is it you who pays?</span></p>
<form method="post" action="/c/pay/{session["id"]}">
<button class="pay" name="choice" value="yes">Đúng, xác thực · <span lang="en">Yes, authenticate</span></button>
<button name="choice" value="no">Không xác thực · <span lang="en">No, fail</span></button></form>"""
    )


def over() -> str:
    """Stripe: "customers loading the Checkout Session see a message saying … is expired"
    (OpenAPI)"""
    return _document(
        """<h1>Phiên thanh toán đã kết thúc</h1>
<p lang="en">This Checkout Session has ended.</p>"""
    )


def _document(body: str) -> str:
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Thanh toán · Payment</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>"""
