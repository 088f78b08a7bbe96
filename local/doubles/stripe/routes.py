"""The routes of the double: which request asks the account for what."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from local.doubles.stripe.account import Account
from local.doubles.stripe.book import Book
from local.doubles.stripe.objects import Json, error
from local.doubles.stripe.parameters import LIST, Refused, Shape, decoded, invalid, refuse_unknown

Act = Callable[[Account, str, Json], Json]
FILTERS: Final[dict[str, Shape]] = {
    "payment_intents": {},
    "charges": {"payment_intent": str},
    "refunds": {"payment_intent": str},
    "disputes": {"payment_intent": str},
    "balance_transactions": {"type": str, "source": str, "expand": {"*": str}},
    "events": {"type": str, "types": {"*": str}},
}
"""What is listed and retrieved under /v1/<name>, and the filters of each list beside those of
every list."""
MOST_TYPES: Final = 20
"""Stripe: "An array of up to 20 strings containing specific event names." (OpenAPI, types)"""
ACTS: Final[tuple[tuple[str, str, Act], ...]] = (
    ("POST", r"/v1/checkout/sessions", lambda account, _, params: account.create_session(params)),
    ("GET", r"/v1/checkout/sessions/(\w+)", lambda account, session, _: account.session(session)),
    (
        "POST",
        r"/v1/checkout/sessions/(\w+)/expire",
        lambda account, session, _: account.expire_session(session),
    ),
    ("POST", r"/v1/refunds", lambda account, _, params: account.create_refund(params)),
)


def done(account: Account, method: str, url: str, body: str) -> Json:
    """What the account answers; raises Refused."""
    parts = urlsplit(url)
    params = decoded(body or parts.query)
    for wanted, pattern, act in ACTS:
        matched = re.fullmatch(pattern, parts.path)
        if matched and wanted == method:
            return act(account, matched[1] if matched.groups() else "", params)
    read = re.fullmatch(r"/v1/(\w+)(?:/(\w+))?", parts.path)
    if method != "GET" or read is None or read[1] not in FILTERS:
        raise Refused(
            404,
            error("invalid_request_error", f"Unrecognized request URL ({method}: {parts.path})."),
        )
    if read[2]:
        refuse_unknown(params, {})
        return _book(account, read[1]).existing(read[1].removesuffix("s"), read[2])
    return _listed(account, read[1], params)


def _book(account: Account, name: str) -> Book:
    funds = account.funds
    return {
        "payment_intents": account.intents,
        "charges": funds.charges,
        "refunds": funds.refunds,
        "disputes": funds.disputes,
        "balance_transactions": funds.entries,
        "events": account.events,
    }[name]


def _listed(account: Account, name: str, query: Json) -> Json:
    refuse_unknown(query, LIST | FILTERS[name])
    if set(query.get("expand", {}).values()) - {"data.source"}:  # (api/expanding_objects)
        raise invalid("The double expands data.source only.", "expand")
    book = _book(account, name)
    if name == "refunds" and "payment_intent" in query:
        book = account.funds.refunds_of[query["payment_intent"]]
    page = book.page(f"/v1/{name}", query, _wanted(query))
    if "expand" in query:
        page["data"] = [each | {"source": account.funds.source(each)} for each in page["data"]]
    return page


def _wanted(query: Json) -> Callable[[Json], bool]:
    """Stripe: "You may pass either type or types, but not both." (OpenAPI, types)"""
    kinds = set(query.get("types", {}).values()) | ({query["type"]} if "type" in query else set())
    if len(kinds) > MOST_TYPES or ("type" in query and "types" in query):
        raise invalid("Pass either type or up to 20 types.", "types")
    fixed = {name: query[name] for name in ("payment_intent", "source") if name in query}

    def wanted(each: Json) -> bool:
        return (not kinds or each["type"] in kinds) and all(
            each[name] == value for name, value in fixed.items()
        )

    return wanted
