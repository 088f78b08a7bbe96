"""Accounts of provinces and their sessions, each of which ends after a number of calls."""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from dvcqg.simulator.faults import FaultPlan
from dvcqg.simulator.refusal import Refusal

PROVINCE: Final = re.compile(r"[A-Z]\d{2}")


@dataclass(frozen=True, slots=True)
class Account:
    """The account by which a province's system logs in; `unit` is any code of the province."""

    username: str = "tinh"
    password: str = "mat-khau-thu"  # noqa: S105 of a simulator on 127.0.0.1
    unit: str = "H49"


@dataclass(slots=True)
class _Session:
    account: Account
    calls_left: int
    endless: bool


class Sessions:
    """The sessions that are open."""

    def __init__(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = {account.username: account for account in accounts}
        self._open: dict[str, _Session] = {}
        self.log_ins = 0

    def log_in(self, username: str, password: str, plan: FaultPlan) -> str:
        """A new session; raises Refusal."""
        account = self._accounts.get(username)
        if account is None or not secrets.compare_digest(
            account.password.encode(), password.encode()
        ):
            raise Refusal("wrong_login")
        session = secrets.token_hex(16)
        calls = plan.session_calls()
        self._open[session] = _Session(account, calls, endless=calls == 0)
        self.log_ins += 1
        return session

    def use(self, session: str, unit: str) -> None:
        """Uses up one call; raises Refusal where the session has ended or the unit is foreign."""
        opened = self._open.get(session)
        if opened is None:
            raise Refusal("session_ended")
        if not opened.endless:
            opened.calls_left -= 1
            if opened.calls_left < 0:
                del self._open[session]
                raise Refusal("session_ended")
        if _province(unit) != _province(opened.account.unit):
            raise Refusal("foreign_unit", unit)

    def end_all(self) -> None:
        """Ends every session, as a restart of the portal does."""
        self._open.clear()


def _province(unit: str) -> str:
    """`H49` of `H49.09` and of `000.00.09.H49`."""
    group = PROVINCE.search(unit)
    return group.group() if group else ""
