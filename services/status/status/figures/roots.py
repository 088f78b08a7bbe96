"""The root of a day: signed, over the roots and figures of all closed months and the day before."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final

from pydantic import Field

from kit.core.merkle_tree import leaf_hash, root_of
from kit.core.model import Model
from kit.core.time import vietnam_day
from status.domain.figure_ports import ObjectChanged, Objects, RootSigner
from status.figures.close import ClosedMonth, canonical, key_of_closing

LATEST: Final = "open/latest.json"


class DayRoot(Model):
    """`months` and `figures` have, by closed month, the root of its leaves and the SHA-256 of its
    figures; `previous` is the SHA-256 of the file of the last root before, "" for the first.

    `root` is that of the tree over the entries (`entries_of`); `signature` is over everything but
    itself, as one canonical line.
    """

    day: Annotated[str, Field(description="The day, YYYY-MM-DD, in Vietnam's time.")]
    previous: Annotated[
        str, Field(description="The SHA-256 of the root before, as it is served; empty: the first.")
    ]
    months: Annotated[dict[str, str], Field(description="The root of each closed month.")]
    figures: Annotated[dict[str, str], Field(description="The SHA-256 of each month's figures.")]
    root: Annotated[str, Field(description="The root (RFC 9162) over day, previous and months.")]
    key: Annotated[str, Field(description="The Ed25519 key that signs, 32 bytes in hexadecimal.")]
    signature: Annotated[
        str, Field(description="Over everything but itself, as one canonical line of JSON.")
    ]


def key_of_root(day: str) -> str:
    """Where the root of a day is stored."""
    return f"open/roots/{day}.json"


def entries_of(day: str, previous: str, closed: Mapping[str, ClosedMonth]) -> list[bytes]:
    """The entries of the day's tree, in their order."""
    months = [f"month {month} {each.root} {each.figures}" for month, each in sorted(closed.items())]
    return [line.encode() for line in (f"day {day}", f"previous {previous}", *months)]


def publish_root(
    months: tuple[str, ...], signer: RootSigner, objects: Objects, *, at: datetime
) -> bool:
    """Publish the root of the day, once; answers whether it was missing."""
    day, latest = vietnam_day(at), objects.get(LATEST)
    if latest and DayRoot.model_validate_json(latest.body).day >= day:
        return False
    previous = sha256(latest.body).hexdigest() if latest else ""
    body = _root(day, previous, _closed(months, objects), signer).model_dump_json().encode()
    try:
        objects.replace(key_of_root(day), body, None)
    except ObjectChanged:  # it was written, and the run ended before the next line
        stored = objects.get(key_of_root(day))
        body = stored.body if stored else body
    objects.replace(LATEST, body, latest.etag if latest else None)
    return True


def _root(
    day: str, previous: str, closed: Mapping[str, ClosedMonth], signer: RootSigner
) -> DayRoot:
    hashes = list(map(leaf_hash, entries_of(day, previous, closed)))
    unsigned = DayRoot(
        day=day,
        previous=previous,
        months={month: each.root for month, each in closed.items()},
        figures={month: each.figures for month, each in closed.items()},
        root=root_of(hashes).hex(),
        key=signer.public_key,
        signature="",
    )
    message = canonical(unsigned.model_dump(mode="json", exclude={"signature"}))
    return unsigned.evolve(signature=signer.sign(message))


def _closed(months: tuple[str, ...], objects: Objects) -> dict[str, ClosedMonth]:
    stored = {month: objects.get(key_of_closing(month)) for month in months}
    return {
        month: ClosedMonth.model_validate_json(each.body) for month, each in stored.items() if each
    }
