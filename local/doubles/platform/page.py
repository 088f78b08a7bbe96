"""The payer's pages in Vietnamese and English, plain HTML, where a payment is made or given up."""

from html import escape
from typing import Final

from local.doubles.platform.platform import OPEN, Transaction

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Cache-Control": "no-store",
}
STYLE: Final = """
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
button{display:block;width:100%;margin:1rem 0;padding:.8rem;font:inherit;
border:2px solid #8a1c1c;background:#fff}
button.pay{background:#8a1c1c;color:#fff}
.note{border-left:.3rem solid #b36b00;padding-left:.8rem}
dt{color:#555}
dd{margin:0 0 .6rem;font-weight:600;word-break:break-all}
"""
NOTE: Final = """<p class="note">Nền tảng thanh toán mô phỏng trên máy này: không có tiền nào được
chuyển. · <span lang="en">A local double of the national payment platform: no money moves.</span>
</p>"""
CHOICES: Final = (
    ("pay", "Thanh toán", "Pay", "pay"),
    ("cancel", "Hủy giao dịch", "Cancel", ""),
    ("fail", "Ngân hàng từ chối", "The bank declines", ""),
    ("wait", "Đang xử lý", "The money is under way", ""),
)


def choose(transaction: Transaction) -> str:
    """What is paid for, and what the payer may do."""
    amount = f"{transaction.amount:,}".replace(",", ".")
    buttons = "".join(
        f'<button class="{style}" name="choice" value="{value}">{vi} · '
        f'<span lang="en">{en}</span></button>'
        for value, vi, en, style in CHOICES
    )
    return _document(
        f"""<h1>Thanh toán phí, lệ phí · <span lang="en">Pay a fee</span></h1>{NOTE}
<dl><dt>Mã hồ sơ · <span lang="en">Dossier</span></dt><dd>{escape(transaction.dossier)}</dd>
<dt>Số tiền · <span lang="en">Amount</span></dt><dd>{amount} đ</dd></dl>
<form method="post" action="/pay"><input type="hidden" name="id" value="{escape(transaction.id)}">
{buttons if transaction.status == OPEN else ""}</form>"""
    )


def unknown() -> str:
    """No such transaction, or one that is over."""
    return _document(
        f"""<h1>Giao dịch không còn mở · <span lang="en">This payment is not open</span></h1>
{NOTE}"""
    )


def _document(content: str) -> str:
    return f"""<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Nền tảng thanh toán (mô phỏng)</title><style>{STYLE}</style><main>{content}</main></html>"""
