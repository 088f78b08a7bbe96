"""What a payer chooses on the payment page, and what else may happen to an account's money."""

from collections.abc import Callable, Mapping
from typing import Final

from local.doubles.stripe import page
from local.doubles.stripe.account import Account
from local.doubles.stripe.objects import Json

Choice = Callable[[Account, str], Json]
CHOICES: Final[Mapping[str, Choice]] = {
    "success": lambda account, session: account.pay(session),
    "decline": lambda account, session: account.decline(session),
    "secure": lambda account, session: account.challenge(session),
    "yes": lambda account, session: account.authenticate(session, ok=True),
    "no": lambda account, session: account.authenticate(session, ok=False),
    "slow": lambda account, session: account.pay_slowly(session),
}
"""A button of the page -> what it does; another one (as to leave) does nothing."""
HAPPENINGS: Final[Mapping[str, Choice]] = {
    "slow_good": lambda account, session: account.slow_outcome(session, good=True),
    "slow_bad": lambda account, session: account.slow_outcome(session, good=False),
    "fail_refund": lambda account, refund: account.fail_refund(refund),
    "settle_refund": lambda account, refund: account.settle_refund(refund),
    "dispute": lambda account, intent: account.dispute(intent),
    "inquire": lambda account, intent: account.dispute(intent, inquiry=True),
    "win_dispute": lambda account, dispute: account.close_dispute(dispute, won=True),
    "lose_dispute": lambda account, dispute: account.close_dispute(dispute, won=False),
}
"""What nobody asks for through the API: `POST /_double/happens`; the id is of a session, refund,
intent or dispute."""


def chosen(account: Account, session: str, choice: str) -> Json:
    """The session after the choice; raises Refused where it is unknown or does not allow it."""
    act = CHOICES.get(choice)
    open_ = account.session(session)["status"] == "open"
    return act(account, session) if act and open_ else account.session(session)


def shown(account: Account, session: Json) -> str:
    """The page of a session as it stands."""
    if session["status"] != "open":
        return page.over()
    intent = account.intents.get(session["payment_intent"] or "", {})
    if intent.get("status") == "requires_action":
        return page.challenge(session)
    return page.page(session, (intent.get("last_payment_error") or {}).get("code"))
