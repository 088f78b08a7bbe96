"""What API Gateway answers by itself: problem documents to programs, pages to people."""

import json
from hashlib import sha256

from infra.places import ROOT
from infra.service.intrinsics import Node

SLOW = "Hệ thống trả lời quá chậm. Vui lòng thử lại sau."
BROKEN = "Hệ thống gặp lỗi. Vui lòng thử lại sau."
TOO_LARGE = "Dữ liệu gửi lên quá lớn."
UNREADABLE = "Không đọc được yêu cầu. Vui lòng kiểm tra lại định dạng."

PROBLEMS: dict[str, tuple[int, str, str, str]] = {
    "MISSING_AUTHENTICATION_TOKEN": (404, "not_found", "Not Found", "Không tìm thấy."),
    "ACCESS_DENIED": (
        403,
        "forbidden",
        "Forbidden",
        "Tài khoản của ông/bà không có quyền thực hiện việc này.",
    ),
    "INVALID_API_KEY": (403, "forbidden", "Forbidden", "Khóa truy cập không hợp lệ."),
    "REQUEST_TOO_LARGE": (413, "too_large", "Content Too Large", TOO_LARGE),
    "THROTTLED": (
        429,
        "too_many_requests",
        "Too Many Requests",
        "Quá nhiều yêu cầu. Vui lòng thử lại sau.",
    ),
    "QUOTA_EXCEEDED": (
        429,
        "too_many_requests",
        "Too Many Requests",
        "Đã hết hạn mức yêu cầu. Vui lòng thử lại sau.",
    ),
    "INTEGRATION_TIMEOUT": (504, "unavailable", "Gateway Timeout", SLOW),
    "INTEGRATION_FAILURE": (502, "unavailable", "Bad Gateway", BROKEN),
}
"""Response type -> status, stable code, title, detail."""

OTHER_PROBLEMS = {
    "DEFAULT_4XX": ("malformed_request", UNREADABLE),
    "DEFAULT_5XX": ("internal", BROKEN),
}
"""The rest, with the gateway's own status and title."""

PAGES: dict[str, tuple[int | None, str, str]] = {
    "MISSING_AUTHENTICATION_TOKEN": (404, "Không tìm thấy trang này.", "There is no such page."),
    "REQUEST_TOO_LARGE": (413, TOO_LARGE, "What was sent is too large."),
    "THROTTLED": (
        429,
        "Có quá nhiều yêu cầu. Vui lòng thử lại sau.",
        "There are too many requests. Please try again later.",
    ),
    "INTEGRATION_TIMEOUT": (504, SLOW, "The answer takes too long. Please try again later."),
    "INTEGRATION_FAILURE": (
        502,
        BROKEN,
        "Something went wrong on our side. Please try again later.",
    ),
    "DEFAULT_4XX": (None, "Không đọc được yêu cầu.", "The request could not be read."),
    "DEFAULT_5XX": (
        None,
        BROKEN,
        "Something went wrong on our side. Please try again later.",
    ),
}
"""Response type -> status (None: the gateway's own), heading, its English."""

PROBLEM_HEADERS = {
    "Access-Control-Allow-Origin": "'*'",
    "Content-Type": "'application/problem+json'",
}
PAGE_HEADERS = {
    "Content-Type": "'text/html; charset=utf-8'",
    "Cache-Control": "'no-store'",
    "Referrer-Policy": "'same-origin'",
    "X-Content-Type-Options": "'nosniff'",
    "X-Frame-Options": "'DENY'",
}
STYLES = ROOT / "front" / "static" / "front.css"
GATEWAY_TITLE = "$context.error.messageString"
"""A variable of the gateway's, which is replaced by a JSON string with its quotes."""


def problems() -> Node:
    """The gateway's answers as problem documents (RFC 9457) that any page may read."""
    responses = {
        kind: _response(status, _problem(code, title, status, detail), PROBLEM_HEADERS)
        for kind, (status, code, title, detail) in PROBLEMS.items()
    }
    for kind, (code, detail) in OTHER_PROBLEMS.items():
        text = _problem(code, GATEWAY_TITLE, None, detail)
        unquoted = text.replace(f'"{GATEWAY_TITLE}"', GATEWAY_TITLE)
        responses[kind] = _response(None, unquoted, PROBLEM_HEADERS)
    return responses


def pages() -> Node:
    """The gateway's answers as small pages in two languages."""
    return {
        kind: _response(status, _page(heading, english), PAGE_HEADERS)
        for kind, (status, heading, english) in PAGES.items()
    }


def _response(status: int | None, body: str, headers: dict[str, str]) -> Node:
    response: Node = {"StatusCode": status} if status else {}
    response["ResponseParameters"] = {"Headers": headers}
    response["ResponseTemplates"] = {"application/json": body}
    return response


def _problem(code: str, title: str, status: int | None, detail: str) -> str:
    problem: Node = {"type": f"urn:motcua:problem:{code}", "title": title}
    problem |= {"status": status} if status else {}
    return json.dumps(problem | {"code": code, "detail": detail}, ensure_ascii=False)


def _page(heading: str, english: str) -> str:
    digest = sha256(STYLES.read_bytes()).hexdigest()[:12]
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading} - Một Cửa</title>"
        f'<link rel="stylesheet" href="/tinh/front.css?v={digest}"></head>'
        '<body><main class="wide">'
        f'<h1>{heading}</h1><p lang="en">{english}</p>'
        '<div class="actions"><a class="button" href="/">Về trang đầu · '
        '<span lang="en">First page</span></a></div></main></body></html>'
    )
