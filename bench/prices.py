"""AWS' list prices of one region, from data/prices."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from infra.places import ROOT

FOLDER = ROOT / "data" / "prices"


@dataclass(frozen=True)
class Prices:
    """Dollars by id; `as_of` is the day of the list."""

    region: str
    as_of: str
    usd: dict[str, Decimal]

    def of(self, id: str, amount: float) -> Decimal:
        """What so many of something cost."""
        return self.usd[id] * Decimal(str(amount))


def latest(folder: Path = FOLDER) -> Prices:
    """The newest list of a region; lists of other prices have other names."""
    document = json.loads(max(folder.glob("[a-z][a-z]-*.json")).read_text())
    usd = {price["id"]: Decimal(price["usd"]) for price in document["prices"]}
    return Prices(document["region"], document["as_of"], usd)
