"""Rights of members to services: none until two officials gave one."""

from datetime import datetime
from typing import Literal

from kit.core.model import Model
from kit.peers.messages import MemberId

Missing = Literal["no_right", "ended", "method", "agency", "procedure", "purpose", "dossier"]


class Right(Model):
    """What a member may call of one service: `methods` such as GET, `agencies` and `procedures`
    that its calls may be about (none: no call about one), `agreement` the number of what it rests
    on, `until` when it ends. `needs_dossier`: only calls that name a dossier.
    """

    methods: frozenset[str]
    agencies: frozenset[str] = frozenset()
    procedures: frozenset[str] = frozenset()
    agreement: str
    until: datetime
    needs_dossier: bool = True


class About(Model):
    """What a call is about, as its signed headers say: `purpose` is the code of the procedure,
    `dossier` X-Road-Issue, `agency` X-Road-Represented-Party or the member itself.
    """

    member: MemberId
    service: str
    method: str
    purpose: str = ""
    dossier: str = ""
    agency: str = ""


def missing(right: Right | None, call: About, at: datetime) -> Missing | None:
    """What a member lacks for a call; None where it may make it."""
    if right is None:
        return "no_right"
    lacking: dict[Missing, bool] = {
        "ended": at >= right.until,
        "method": call.method not in right.methods,
        "purpose": not call.purpose,
        "dossier": right.needs_dossier and not call.dossier,
        "procedure": call.purpose not in right.procedures,
        "agency": call.agency not in right.agencies,
    }
    return next((name for name, lacks in lacking.items() if lacks), None)
