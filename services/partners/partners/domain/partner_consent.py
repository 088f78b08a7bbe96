"""The consent (đồng ý) of a dossier's owner: a partner may see where it stands, for what, how long.

Purposes are a list, so that nobody writes anything personal into one.
"""

from datetime import datetime, timedelta
from typing import Final, Literal

from contracts.terms import Day, Moment
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Model
from kit.core.time import vietnam_day

LONGEST: Final = timedelta(days=366)
"""Of one consent; assumed, as of the one for a paper."""
MOST: Final = 30
"""Consents that one dossier had, the ended ones too."""
ConsentPurpose = Literal["track", "represent", "credit", "employment", "other"]


class LastDayRefused(Invalid):
    """A consent ends today at the earliest, and in 366 days at the latest."""

    code = "last_day_refused"
    vi = "Ngày kết thúc phải từ hôm nay trở đi và trong vòng 366 ngày."
    en = "The last day must be today or later, and within 366 days."


class TooManyConsents(Conflicting):
    """The dossier had as many consents as are stored."""

    code = "too_many_consents"
    vi = "Hồ sơ này đã có 30 lần đồng ý chia sẻ nên không thêm được nữa."
    en = "This dossier has had 30 consents, and no more can be added."


class PartnerConsent(Model):
    """Given by the owner at that time; it holds until its last day unless it was ended."""

    partner: str
    purpose: ConsentPurpose
    until: Day
    consented_at: Moment
    ended_at: Moment | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the partner may see the dossier now; the last day in Vietnam is included."""
        return self.ended_at is None and vietnam_day(at) <= self.until


Consents = tuple[PartnerConsent, ...]


def consent_of(consents: Consents, partner: str, at: datetime) -> PartnerConsent | None:
    """The one by which a partner may see the dossier now."""
    held = (each for each in consents if each.partner == partner and each.holds(at))
    return next(held, None)


def with_consent(
    consents: Consents, partner: str, purpose: ConsentPurpose, until: str, at: datetime
) -> Consents:
    """With a new consent, which takes the place of one that holds; the same where it says so
    already. Raises LastDayRefused, TooManyConsents.
    """
    if not vietnam_day(at) <= until <= vietnam_day(at + LONGEST):
        raise LastDayRefused(field="until")
    held = consent_of(consents, partner, at)
    if held and (held.purpose, held.until) == (purpose, until):
        return consents
    if len(consents) >= MOST:
        raise TooManyConsents
    new = PartnerConsent(partner=partner, purpose=purpose, until=until, consented_at=at)
    return (*ended(consents, at, partner), new)


def ended(consents: Consents, at: datetime, partner: str | None = None) -> Consents:
    """Where those of a partner (None: of every one) hold no longer."""
    return tuple(
        each.evolve(ended_at=at) if each.holds(at) and partner in (None, each.partner) else each
        for each in consents
    )
