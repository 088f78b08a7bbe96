"""The writes beside aggregates: ledger entries, and the pointers from what providers name."""

import json

from kit.core.items import Absent, Item, Put
from kit.core.time import stamp
from kit.persistence.items import STATE
from payments.domain.ledger import Entry, day_of
from payments.repositories.index_values import book_of


def entry_write(entry: Entry) -> Put:
    """The same movement of the same money a second time fails its whole transaction."""
    item = Item(
        ledger_of(entry.about),
        f"{entry.kind}#{entry.id}",
        entry.model_dump_json(),
        index_attributes={"by": book_of(day_of(entry.at)), "at": stamp(entry.at)},
    )
    return Put(item, Absent())


def attempt_reference(reference: str, attempt: str) -> Put:
    """Leads from a transfer's text to the attempt; fails where the reference is taken."""
    return _pointer(f"REF#{reference}", payment=attempt)


def refund_reference(reference: str, refund: str) -> Put:
    """Leads from an outgoing transfer's text to the refund; fails where the reference is taken."""
    return _pointer(f"REF#{reference}", refund=refund)


def charge_pointer(charge: str, attempt: str) -> Put:
    """Leads from the provider's id of the money to the attempt."""
    return _pointer(f"CHARGE#{charge}", payment=attempt)


def ledger_of(about: str) -> str:
    """The partition of the entries about an attempt or a bank transaction."""
    return f"LEDGER#{about}"


def _pointer(pk: str, **to: str) -> Put:
    return Put(Item(pk, STATE, json.dumps(to)), Absent())
