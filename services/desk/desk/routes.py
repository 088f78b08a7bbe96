"""Every page of the desk as data: tests walk this table, and the app serves it.

Each area has its own rows: `desk/<area>/routes.py`.
"""

from typing import Any, Final

from desk.admin import routes as admin
from desk.counter import routes as counter
from desk.exchange import routes as exchange
from desk.letters import routes as letters
from desk.money import routes as money
from desk.partners import routes as partners
from desk.supervision import routes as supervision
from desk.training import routes as training
from desk.voice import routes as voice
from desk.work import routes as work
from front.routes import Page
from front.sign_in.pages import SignInPages

AREAS: Final = (
    work,
    counter,
    admin,
    exchange,
    letters,
    money,
    partners,
    supervision,
    training,
    voice,
)
PATTERNS: Final[dict[str, str]] = {
    name: pattern for area in AREAS for name, pattern in area.PATTERNS.items()
}
"""The forms of the values in paths; every other name stands for a ULID."""


def pages(sign_in: SignInPages) -> tuple[Page[Any], ...]:
    """Every page; the sign-in's are bound to the provider."""
    return (*(page for area in AREAS for page in area.PAGES), *sign_in.pages())
