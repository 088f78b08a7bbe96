"""`python -m docs.scale`: writes docs/scale.md from docs/scale.yaml.

For each thing that has a limit, what the load of today, of ten and of a hundred times as many
dossiers asks of it, and the load at which it breaks.
"""

from pathlib import Path
from typing import Final, Literal

import yaml

from kit.core.model import Model

FOLDER: Final = Path(__file__).parent
DATA, PAGE = FOLDER / "scale.yaml", FOLDER / "scale.md"
MULTIPLES: Final = (1, 10, 100)
BASES: Final = {
    "measured": "measured",
    "simulated": "simulated",
    "code": "in the code",
    "aws-high": "AWS, sure",
    "aws-medium": "AWS, remembered",
}


class Load(Model):
    """Today's load: dossiers a year over working days and hours; the peak is a multiple."""

    dossiers_a_year: int
    days_a_year: int
    hours_a_day: int
    peak: int

    @property
    def dossiers_a_day(self) -> float:
        return self.dossiers_a_year / self.days_a_year

    @property
    def dossiers_a_second(self) -> float:
        """At the peak."""
        return self.dossiers_a_day / (self.hours_a_day * 3600) * self.peak


class Limit(Model):
    """What a dossier needs of something and how much of it there is, a second or a day."""

    name: str
    per: Literal["second", "day"]
    needs: float
    capacity: float
    unit: str
    basis: Literal["measured", "simulated", "code", "aws-high", "aws-medium"]
    where: str
    then: str

    def demand(self, load: Load, multiple: int) -> float:
        """Units a second at the peak, or a day."""
        dossiers = load.dossiers_a_second if self.per == "second" else load.dossiers_a_day
        return self.needs * dossiers * multiple

    def breaks_at(self, load: Load) -> float:
        """The multiple of today's load at which the demand is the capacity."""
        return self.capacity / self.demand(load, 1)


class Constant(Model):
    """What costs the same at any load, and what it cost before."""

    name: str
    now: str
    before: str
    test: str


class Scale(Model):
    """Everything on the page."""

    load: Load
    cost_of_a_dossier: float
    limits: tuple[Limit, ...]
    constant: tuple[Constant, ...]


def scale() -> Scale:
    """The limits, the one that breaks first at the head."""
    data = Scale.model_validate(yaml.safe_load(DATA.read_text("utf-8")))
    limits = sorted(data.limits, key=lambda limit: limit.breaks_at(data.load))
    return data.evolve(limits=tuple(limits))


HEAD: Final = """# Scale: what breaks first

Written by `python -m docs.scale` from `scale.yaml`: what a dossier needs is measured
([performance.md](performance.md)) or counted in the code, a limit is one of the code, of a
simulation, or a default quota of AWS. Nothing here was seen on AWS.

Today's load is {year:,} dossiers a year on {days} days of {hours} hours: {day:,.0f} a day, and at
the peak, {peak} times the mean, {second:.2f} a second. Without messages it costs {costs}
dollars a year at one, ten and a hundred times. What exceeds its limit is **bold**.
"""
MIDDLE: Final = """
## What does not grow with the load
"""


def rendered(data: Scale) -> str:
    """The page."""
    load, cost = data.load, data.cost_of_a_dossier * data.load.dossiers_a_year
    head = HEAD.format(
        year=load.dossiers_a_year,
        days=load.days_a_year,
        hours=load.hours_a_day,
        day=load.dossiers_a_day,
        peak=load.peak,
        second=load.dossiers_a_second,
        costs=", ".join(f"{cost * multiple:,.0f}" for multiple in MULTIPLES),
    )
    columns = ("what", "a dossier needs", "limit", *(f"{n}×" for n in MULTIPLES), "breaks at")
    rows = [_row((*columns, "basis", "then")), _row(["---"] * (len(columns) + 2))]
    rows += [_limit(limit, load) for limit in data.limits]
    constant = [_row(("what", "now", "before", "shown by")), _row(["---"] * 4)]
    constant += [_row((c.name, c.now, c.before, f"`{c.test}`")) for c in data.constant]
    basis = ["", "## Where the units come from", ""]
    basis += [_row(("what", "source")), _row(["---"] * 2)]
    basis += [_row((limit.name, limit.where)) for limit in data.limits]
    return "\n".join([head, *rows, MIDDLE, *constant, *basis, ""])


def _limit(limit: Limit, load: Load) -> str:
    demands = [limit.demand(load, multiple) for multiple in MULTIPLES]
    shown = [
        f"**{_number(demand)}**" if demand >= limit.capacity else _number(demand)
        for demand in demands
    ]
    return _row(
        (
            limit.name,
            f"{limit.needs:g} {limit.unit}",
            f"{_number(limit.capacity)} a {limit.per}",
            *shown,
            f"{_number(limit.breaks_at(load))}×",
            BASES[limit.basis],
            limit.then,
        )
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _row(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(rendered(scale()), encoding="utf-8")
