"""The card pages of the double of Stripe, for a world in memory."""

from urllib.parse import parse_qs, urlsplit

from local.doubles.stripe import choices, page
from local.doubles.stripe.account import Account
from local.doubles.stripe.parameters import Refused

PATH = "/c/pay/"


def card_page(
    account: Account, method: str, target: str, body: bytes
) -> tuple[int, dict[str, str], bytes]:
    """The page of a session, what the payer chose on it, and the way back."""
    session = urlsplit(target).path.removeprefix(PATH)
    choice = parse_qs(body.decode()).get("choice", [""])[0] if method == "POST" else ""
    try:
        current = choices.chosen(account, session, choice)
    except Refused:
        return 404, page.HEADERS, page.over().encode()
    back = ""
    if current["status"] == "complete" and choice:
        back = current["success_url"]
    elif choice == "leave":
        back = current["cancel_url"] or current["success_url"]
    if back:
        return 303, {"Location": back}, b""
    return 200, page.HEADERS, choices.shown(account, current).encode()
