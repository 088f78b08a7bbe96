"""The bank's pages in Vietnamese and English, plain HTML, where a payer sends a transfer."""

from html import escape
from typing import Final

from local.doubles.bank.bank import Line
from local.doubles.bank.scan import Scanned

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Cache-Control": "no-store",
}
STYLE: Final = """
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
label{display:block;margin:.8rem 0 .2rem;color:#333}
input,textarea{width:100%;box-sizing:border-box;padding:.6rem;font:inherit;border:2px solid #555}
textarea{min-height:6rem;word-break:break-all}
button{display:block;width:100%;margin:1rem 0;padding:.8rem;font:inherit;
border:2px solid #0b5d3b;background:#fff}
button.pay{background:#0b5d3b;color:#fff}
.note{border-left:.3rem solid #b36b00;padding-left:.8rem}
.bad{border-left:.3rem solid #b00020;padding-left:.8rem}
dt{color:#555}
dd{margin:0 0 .6rem;font-weight:600;word-break:break-all}
"""
NOTE: Final = """<p class="note">Ngân hàng mô phỏng trên máy này: không có tiền nào được chuyển. ·
<span lang="en">A local double of a bank: no money moves.</span></p>"""
BAD: Final = """<p class="bad" role="alert">{vi} · <span lang="en">{en}</span></p>"""
NO_VIETQR: Final = BAD.format(
    vi="Mã này không phải là VietQR hợp lệ.", en="This is not a valid VietQR."
)
NO_CODE: Final = BAD.format(
    vi="Không đọc được đúng một mã QR trong ảnh này (PNG, JPEG, WebP).",
    en="Exactly one QR code could not be read in this picture (PNG, JPEG, WebP).",
)
REFUSED: Final = BAD.format(
    vi="Không chuyển được: vui lòng kiểm tra số tiền và tài khoản.",
    en="Not sent: please check amount and account.",
)


def ask(trouble: str = "") -> str:
    """Where a code is pasted or uploaded as a picture, or a transfer typed."""
    return _document(
        f"""<h1>Chuyển khoản · <span lang="en">Bank transfer</span></h1>{NOTE}{trouble}
<form method="get" action="/pay">
<label for="qr">Nội dung mã VietQR · <span lang="en">Text of the VietQR</span></label>
<textarea id="qr" name="qr" required></textarea>
<button class="pay">Quét mã · <span lang="en">Scan</span></button></form>
<h2>Hoặc tải ảnh mã lên · <span lang="en">Or upload its picture</span></h2>
<form method="post" action="/scan" enctype="multipart/form-data">
<label for="picture">Ảnh chụp mã VietQR · <span lang="en">Picture of the VietQR</span></label>
<input type="file" id="picture" name="picture" accept="image/png,image/jpeg,image/webp" required>
<button class="pay">Đọc ảnh · <span lang="en">Read the picture</span></button></form>
<h2>Hoặc nhập tay · <span lang="en">Or type it</span></h2>
{_form("", "", "")}"""
    )


def confirm(order: Scanned) -> str:
    """The code's order: the payer may change amount and text."""
    return _document(
        f"""<h1>Xác nhận chuyển khoản · <span lang="en">Confirm the transfer</span></h1>{NOTE}
<dl><dt>Ngân hàng (BIN) · <span lang="en">Bank (BIN)</span></dt><dd>{escape(order.bin)}</dd></dl>
{_form(order.account, str(order.amount), order.text)}"""
    )


def done(line: Line) -> str:
    """The receipt of a transfer."""
    amount = f"{line.amount:,}".replace(",", ".")
    return _document(
        f"""<h1>Đã chuyển tiền · <span lang="en">Sent</span></h1>
<dl><dt>Số giao dịch · <span lang="en">Reference of the bank</span></dt><dd>{escape(line.id)}</dd>
<dt>Số tiền · <span lang="en">Amount</span></dt><dd>{amount} đ</dd>
<dt>Tài khoản nhận · <span lang="en">To account</span></dt><dd>{escape(line.account)}</dd>
<dt>Nội dung · <span lang="en">Text</span></dt><dd>{escape(line.text)}</dd></dl>
<p><a href="/">Giao dịch khác · <span lang="en">Another transfer</span></a></p>"""
    )


def _form(account: str, amount: str, text: str) -> str:
    fields = (
        ("account", "Tài khoản nhận", "To account", account, 'required maxlength="19"'),
        ("amount", "Số tiền (đồng)", "Amount (đồng)", amount, 'required inputmode="numeric"'),
        ("text", "Nội dung chuyển khoản", "Text", text, 'maxlength="200"'),
    )
    rows = "".join(
        f"""<label for="{name}">{vi} · <span lang="en">{en}</span></label>
<input id="{name}" name="{name}" value="{escape(value)}" {more}>"""
        for name, vi, en, value, more in fields
    )
    return f"""<form method="post" action="/pay">{rows}
<button class="pay" name="choice" value="send">Chuyển tiền · <span lang="en">Send</span></button>
</form>"""


def _document(body: str) -> str:
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Ngân hàng · Bank</title><style>{STYLE}</style></head>
<body><main>{body}</main></body></html>"""
