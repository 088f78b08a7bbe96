"""The page of a phone in Vietnamese and English, where a signer approves or declines."""

from collections.abc import Mapping
from html import escape
from typing import Final

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "Cache-Control": "no-store",
}
STYLE: Final = """
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
label{display:block;margin:.8rem 0 .2rem;color:#333}
input{width:100%;box-sizing:border-box;padding:.6rem;font:inherit;border:2px solid #555}
button{display:block;width:100%;margin:1rem 0;padding:.8rem;font:inherit;
border:2px solid #0b5d3b;background:#fff}
button.sign{background:#0b5d3b;color:#fff}
.note{border-left:.3rem solid #b36b00;padding-left:.8rem}
"""
NOTE: Final = """<p class="note">Dịch vụ ký số mô phỏng trên máy này:
chữ ký không có giá trị pháp lý. ·
<span lang="en">A local double of a signing service: its signatures have no legal value.</span>
</p>"""
NOTHING: Final = """<p>Không có yêu cầu ký nào đang chờ. ·
<span lang="en">No request waits for a signature.</span></p>"""


def phone(signer: str, waiting: Mapping[str, str]) -> str:
    """What the phone of a signer shows: title by document."""
    requests = "".join(_request(signer, *each) for each in waiting.items())
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Ký số</title>
<style>{STYLE}</style></head><body>
<h1>Điện thoại ký số · <span lang="en">Phone of a signer</span></h1>{NOTE}
<form method="get" action="/phone">
<label for="signer">Số định danh · <span lang="en">Identity number</span></label>
<input id="signer" name="signer" value="{escape(signer)}" required inputmode="numeric">
<button>Xem yêu cầu ký · <span lang="en">Show requests</span></button></form>
{requests or NOTHING}</body></html>"""


def _request(signer: str, document: str, title: str) -> str:
    return f"""<form method="post" action="/phone"><h2>{escape(title)}</h2>
<input type="hidden" name="signer" value="{escape(signer)}">
<input type="hidden" name="document" value="{escape(document)}">
<button class="sign" name="act" value="approve">Ký · <span lang="en">Sign</span></button>
<button name="act" value="decline">Từ chối · <span lang="en">Decline</span></button></form>"""
