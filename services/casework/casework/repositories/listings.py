"""The items that list a case beside its own place in the index."""

import json
from collections.abc import Iterator
from typing import Final

from casework.domain.case import Transition
from casework.domain.states import CLOSED
from kit.core.time import stamp
from kit.persistence.items import Item, Put, Remove

AWAITED: Final = "AWAITED"
"""The item of a case that waits for supplements, listed by when they are due."""
CONSULTED: Final = "CONSULTED#"
"""The items of a case for the agencies that are being consulted, listed by when they answer."""


def listed_by_wait(transition: Transition) -> tuple[Put | Remove, ...]:
    """A case is listed by its awaited supplements as long as it waits for them."""
    case, request = transition.case, transition.case.supplement
    if case.state == "awaiting_supplement":
        if not request or transition.state_before == case.state:
            return ()
        listed = {"by": AWAITED, "at": stamp(request.due)}
        item = Item(case.pk, AWAITED, json.dumps({"code": case.id}), index_attributes=listed)
        return (Put(item),)
    return (Remove(case.pk, AWAITED),) if transition.state_before == "awaiting_supplement" else ()


def listed_for_consulted(transition: Transition) -> Iterator[Put | Remove]:
    """A case is listed for an agency from its consultation until its answer or the end."""
    case, was_closed = transition.case, transition.state_before in CLOSED
    if transition.act not in ("consult", "answer") and was_closed == bool(case.closed_at):
        return
    for each in {each.agency: each for each in case.consultations}.values():
        sk = f"{CONSULTED}{each.agency}"
        if each.is_open and not case.closed_at:
            listed = {"by": f"{each.agency}#consulted", "at": stamp(each.due)}
            yield Put(Item(case.pk, sk, json.dumps({"code": case.id}), index_attributes=listed))
        elif each.is_open or transition.act == "answer":
            yield Remove(case.pk, sk)
