"""The level of the account (mức độ của tài khoản định danh điện tử) that a procedure needs."""

from typing import Final

from contracts.terms import ACCOUNT_LEVELS
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import Forbidden

WORDS: Final = {
    level: (f"mức độ {number}", f"level {number}")
    for number, level in enumerate(ACCOUNT_LEVELS, start=1)
}


class AccountLevelTooLow(Forbidden):
    """The procedure needs an account of a higher level than the one that signed in."""

    code = "account_level_too_low"
    vi = (
        "Thủ tục này cần tài khoản định danh điện tử {level} trở lên. Vui lòng đăng nhập lại bằng "
        "tài khoản có mức độ như vậy."
    )
    en = (
        "This procedure needs an electronic identity account of {level} or higher. Please sign in "
        "again with such an account."
    )


def require_account_level(content: ProcedureContent, level: str) -> None:
    """Raises AccountLevelTooLow. `level` is that of the token, "" or a foreign word: none."""
    needed = content.account_level
    if needed is None:
        return
    order = ACCOUNT_LEVELS.index
    if level not in ACCOUNT_LEVELS or order(level) < order(needed):
        raise AccountLevelTooLow(level=WORDS[needed])
