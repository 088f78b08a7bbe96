"""`python -m docs.published_figures`: writes docs/published_figures.md from
data/published_figures.json: the province's own published figures, and where they contradict
themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from data import shapes
from kit.core.model import Model

PAGE: Final = Path(__file__).parent / "published_figures.md"
HALF: Final = 0.05
"""A percentage with one decimal is right to this much."""
HEAD: Final = """# The province's own figures

What the province published about its one-stop service, in five articles of 2014 to 2023: each
share as it is stated, and as it follows from the two numbers beside it. `python -m
docs.published_figures` writes this page from `data/published_figures.json`. Which kind of today's
figures answers to it is in the last column
([0231](decisions/0231-open-months-are-rounded-closed-ones-exact.md)). What is published today is
[counted again](recount.md) by anybody; these articles are not.

| published in | period | level | what | count | of | stated | counted | kind |
|---|---|---|---|---|---|---|---|---|
"""


class Ratio(Model):
    """A published share: `count` of `total`, and the percentage that stands beside them."""

    source: str
    period: str
    level: str
    name: str
    kind: str | None
    count: int
    total: int
    reported_percent: float

    @property
    def percent(self) -> float:
        """What follows from the two numbers."""
        return 100 * self.count / self.total


class PublishedFigures(Model):
    """The file."""

    version: str
    note: str
    ratios: tuple[Ratio, ...]


def published() -> PublishedFigures:
    """The file as it is."""
    return shapes.loaded("published_figures", PublishedFigures)


def contradictions(ratios: Iterable[Ratio]) -> Iterator[str]:
    """What can't all be true: shares that their numbers do not give, and totals that differ."""
    totals: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for ratio in ratios:
        if abs(ratio.percent - ratio.reported_percent) > HALF:
            yield (
                f"{ratio.name}, {ratio.level}, {ratio.period}: {ratio.count:,} of {ratio.total:,} "
                f"are {ratio.percent:.2f} %, stated are {ratio.reported_percent} %."
            )
        if ratio.name != "filed online, own portal":  # a part of the dossiers, and said so
            totals[ratio.source, ratio.period, ratio.level][ratio.name] = ratio.total
    for (_, period, level), named in totals.items():
        if len(set(named.values())) > 1:
            listed = ", ".join(f"{total:,} ({name})" for name, total in named.items())
            yield f"Dossiers of the {level} level, {period}: {listed}."


def rendered(figures: PublishedFigures) -> str:
    """The page."""
    rows = "".join(
        f"| {r.source} | {r.period} | {r.level} | {r.name} | {r.count:,} | {r.total:,} "
        f"| {r.reported_percent} % | {r.percent:.2f} % | {f'`{r.kind}`' if r.kind else '–'} |\n"
        for r in figures.ratios
    )
    lines = "".join(f"- {line}\n" for line in contradictions(figures.ratios))
    return f"{HEAD}{rows}\n## Where they contradict themselves\n\n{lines}"


if __name__ == "__main__":
    PAGE.write_text(rendered(published()), encoding="utf-8")
