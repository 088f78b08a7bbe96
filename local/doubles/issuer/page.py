"""The provider's pages in Vietnamese and English, plain HTML: who signs in, and the six digits."""

from collections.abc import Mapping
from html import escape
from typing import Final

from local.doubles.issuer.accounts import LEVEL, Account, Kind

HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self' http://localhost:* http://*.localhost:* "
    "http://127.0.0.1:*",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
STYLE: Final = """
body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1rem;
color:#1a1a1a;background:#fff}
h1{font-size:1.4rem;line-height:1.3}
h2{font-size:1.1rem;margin:1.75rem 0 .5rem}
ul{list-style:none;margin:0;padding:0}
li{margin:0 0 .6rem}
label{display:block;font-weight:600}
.hint{display:block;color:#454545}
input{width:100%;box-sizing:border-box;min-height:2.75rem;padding:.5rem;font:inherit;
border:2px solid #454545;border-radius:3px}
button,a.button{display:block;width:100%;box-sizing:border-box;min-height:2.75rem;
padding:.6rem .8rem;font:inherit;text-align:left;color:#0b4f8a;background:#fff;
border:2px solid #0b4f8a;border-radius:3px;cursor:pointer}
button.main{margin-top:1rem;text-align:center;font-weight:600;color:#fff;background:#0b4f8a}
button span{display:block;color:#454545;font-size:.9375rem}
button.main span{display:inline;color:inherit;font-size:inherit}
:focus-visible{outline:3px solid #b36b00;outline-offset:2px}
.note{border-left:.3rem solid #b36b00;padding:.1rem 0 .1rem .8rem}
.bad{border-left:.3rem solid #b00020;padding:.1rem 0 .1rem .8rem;color:#8c001a;font-weight:600}
.code{font:600 1.5rem ui-monospace,monospace;letter-spacing:.15em}
"""
TITLES: Final[Mapping[Kind, tuple[str, str]]] = {
    "citizen": ("Đăng nhập bằng tài khoản định danh điện tử", "Sign in with your digital identity"),
    "staff": ("Đăng nhập của cán bộ, công chức", "Sign-in of officials"),
}
STANDS_FOR: Final[Mapping[Kind, tuple[str, str]]] = {
    "citizen": (
        "Trang mô phỏng trên máy này, thay cho VNeID. Mọi người và số định danh ở đây đều là hư "
        "cấu; không cần mật khẩu.",
        "A simulated page on this machine, in place of VNeID. All people are invented; no password "
        "is needed.",
    ),
    "staff": (
        "Trang mô phỏng trên máy này, thay cho hệ thống đăng nhập một lần của tỉnh. Không cần mật "
        "khẩu, nhưng cần mã xác thực thứ hai.",
        "A simulated page on this machine, in place of the province's sign-in. No password, but a "
        "second factor.",
    ),
}
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "username": (
        "Vui lòng nhập tên đăng nhập gồm chữ thường, số và dấu gạch nối.",
        "Please enter a username of small letters, digits and hyphens.",
    ),
    "digits": (
        "Mã xác thực không đúng, hoặc đã được dùng. Vui lòng nhập mã mới.",
        "The code is wrong or was used before. Please enter the new one.",
    ),
}


def choose(kind: Kind, people: list[Account], request: Mapping[str, str], fault: str = "") -> str:
    """Who signs in: one of the list, or somebody by username."""
    vi, en = TITLES[kind]
    hidden = _hidden(request)
    rows = "".join(
        f"""<li><form method="post" action="/{kind}/authorize">{hidden}
<button name="username" value="{escape(each.username)}">{escape(each.name)}
<span>{escape(_note(each))}</span></button></form></li>"""
        for each in people
    )
    return document(
        vi,
        f"""<h1>{vi}<br><span lang="en">{en}</span></h1>{_stands_for(kind)}{_fault(fault)}
<h2>Chọn người đăng nhập · <span lang="en">Choose who signs in</span></h2><ul>{rows}</ul>
<h2>Người khác · <span lang="en">Somebody else</span></h2>
<form method="post" action="/{kind}/authorize">{hidden}
<label for="username">Tên đăng nhập · <span lang="en">Username</span></label>
<input id="username" name="username" autocomplete="off" autocapitalize="none" required>
<button class="main">Tiếp tục · <span lang="en">Continue</span></button></form>""",
    )


def second_factor(person: Account, request: Mapping[str, str], code: str, fault: str = "") -> str:
    """The six digits, which this page shows because no phone has them."""
    return document(
        "Xác thực lần hai",
        f"""<h1>Xác thực lần hai<br><span lang="en">Second factor</span></h1>
{_stands_for(person.kind)}{_fault(fault)}
<p>{escape(person.name)}</p>
<p>Ứng dụng xác thực mô phỏng đang hiện mã (đổi sau mỗi 30 giây) ·
<span lang="en">The app, simulated here, shows</span>: <span class="code">{code}</span></p>
<form method="post" action="/{person.kind}/authorize">{_hidden(request)}
<input type="hidden" name="username" value="{escape(person.username)}">
<label for="digits">Mã gồm 6 chữ số · <span lang="en">Six digits</span></label>
<input id="digits" name="digits" inputmode="numeric" autocomplete="one-time-code" maxlength="6"
 required autofocus>
<button class="main">Đăng nhập · <span lang="en">Sign in</span></button></form>""",
    )


def refused() -> str:
    """A client or an address of return that nobody registered: no link leads there."""
    return document(
        "Không đăng nhập được",
        """<h1>Không đăng nhập được<br><span lang="en">Sign-in is not possible</span></h1>
<p class="bad" role="alert">Ứng dụng hoặc địa chỉ trở về chưa được đăng ký. ·
<span lang="en">The application or its address is not registered.</span></p>""",
    )


def signed_out() -> str:
    """After the end of a session without an address to return to."""
    return document(
        "Đã đăng xuất",
        """<h1>Đã đăng xuất<br><span lang="en">Signed out</span></h1>""",
    )


def _note(person: Account) -> str:
    if person.kind == "staff":
        return person.username
    level = "đã định danh mức 2" if person.acr == LEVEL else "mức 1, chưa xác thực giấy tờ"
    return f"{person.note} · {level}"


def _hidden(request: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in request.items()
    )


def _stands_for(kind: Kind) -> str:
    vi, en = STANDS_FOR[kind]
    return f'<p class="note">{vi} <br><span lang="en">{en}</span></p>'


def _fault(fault: str) -> str:
    if not fault:
        return ""
    vi, en = FAULTS[fault]
    return f'<p class="bad" role="alert">{vi} · <span lang="en">{en}</span></p>'


def document(title: str, body: str) -> str:
    """A page of a double."""
    return f"""<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head>
<body><main>{body}</main></body></html>"""
