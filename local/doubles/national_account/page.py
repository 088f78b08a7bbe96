"""The providers' page in Vietnamese and English, plain HTML: who signs in, or nobody."""

from collections.abc import Mapping
from html import escape
from typing import Final

from local.doubles.issuer.page import document
from local.doubles.national_account.accounts import HeldAccount, Realm

TITLES: Final[Mapping[Realm, tuple[str, str]]] = {
    "vneid": ("Đăng nhập bằng tài khoản định danh điện tử", "Sign in with your digital identity"),
    "dvcqg": (
        "Đăng nhập bằng tài khoản Cổng Dịch vụ công quốc gia",
        "Sign in with your account of the National Public Service Portal",
    ),
}
STANDS_FOR: Final[Mapping[Realm, tuple[str, str]]] = {
    "vneid": (
        "Trang mô phỏng trên máy này, thay cho VNeID. Mọi người, tổ chức và số định danh ở đây đều "
        "là hư cấu; không cần mật khẩu.",
        "A simulated page on this machine, in place of VNeID. All people, organisations and "
        "numbers are invented; no password is needed.",
    ),
    "dvcqg": (
        "Trang mô phỏng trên máy này, thay cho tài khoản của Cổng Dịch vụ công quốc gia. Mọi "
        "người, tổ chức và số định danh ở đây đều là hư cấu; không cần mật khẩu.",
        "A simulated page on this machine, in place of the National Portal's accounts. All "
        "people, organisations and numbers are invented; no password is needed.",
    ),
}
UNKNOWN: Final = (
    "Không có tài khoản này. Vui lòng chọn trong danh sách hoặc nhập tên đăng nhập khác.",
    "There is no such account. Please choose from the list, or enter another username.",
)


def choose(
    realm: Realm, people: list[HeldAccount], request: Mapping[str, str], *, unknown: bool = False
) -> str:
    """Who signs in: one of the list, somebody by username, or nobody."""
    vi, en = TITLES[realm]
    hidden, action = _hidden(request), f"/{realm}/oauth2/authorize"
    rows = "".join(
        f"""<li><form method="post" action="{action}">{hidden}
<button name="username" value="{escape(each.username)}">{escape(each.name)}
<span>{escape(_note(each))}</span></button></form></li>"""
        for each in people
    )
    fault = (
        f'<p class="bad" role="alert">{UNKNOWN[0]} · <span lang="en">{UNKNOWN[1]}</span></p>'
        if unknown
        else ""
    )
    note_vi, note_en = STANDS_FOR[realm]
    return document(
        vi,
        f"""<h1>{vi}<br><span lang="en">{en}</span></h1>
<p class="note">{note_vi} <br><span lang="en">{note_en}</span></p>{fault}
<h2>Chọn người đăng nhập · <span lang="en">Choose who signs in</span></h2><ul>{rows}</ul>
<h2>Người khác · <span lang="en">Somebody else</span></h2>
<form method="post" action="{action}">{hidden}
<label for="username">Tên đăng nhập · <span lang="en">Username</span></label>
<input id="username" name="username" autocomplete="off" autocapitalize="none" required>
<button class="main">Tiếp tục · <span lang="en">Continue</span></button></form>
<h2>Không đăng nhập · <span lang="en">Do not sign in</span></h2>
<form method="post" action="{action}">{hidden}
<button name="cancel" value="1">Hủy đăng nhập · <span lang="en">Cancel</span></button></form>""",
    )


def refused() -> str:
    """A client or an address of return that nobody registered: no link leads there."""
    return document(
        "Không đăng nhập được",
        """<h1>Không đăng nhập được<br><span lang="en">Sign-in is not possible</span></h1>
<p class="bad" role="alert">Ứng dụng hoặc địa chỉ trở về chưa được đăng ký. ·
<span lang="en">The application or its address is not registered.</span></p>""",
    )


def _note(held: HeldAccount) -> str:
    stated = held.userinfo
    kind = "tổ chức" if stated["LoaiTaiKhoan"] == "2" else "công dân"
    level = "mức 2" if stated["loAs"] == "2" else "mức 1, chưa xác thực giấy tờ"
    number = stated.get("MaSoThue") or stated.get("SoDinhDanh") or held.username
    return f"{kind} · {number} · {level}"


def _hidden(request: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in request.items()
    )
