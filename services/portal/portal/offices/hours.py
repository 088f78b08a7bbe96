"""Working hours as people read them."""

from collections.abc import Callable
from itertools import groupby

from portal.catalogue.models import Hours, Span

Translate = Callable[..., str]


def week(hours: Hours, translate: Translate) -> list[tuple[str, str]]:
    """Stretches of days that follow each other, with their hours in words."""
    days = sorted(set(hours.weekdays))
    stretches = groupby(enumerate(days), key=lambda pair: pair[1] - pair[0])
    spans = "; ".join(_span(span, translate) for span in hours.spans)
    return [(_days([day for _, day in stretch], translate), spans) for _, stretch in stretches]


def _days(days: list[int], translate: Translate) -> str:
    first = translate(f"offices.weekday_{days[0]}")
    if len(days) == 1:
        return first
    last = translate(f"offices.weekday_{days[-1]}")
    return translate("offices.from_to", first=first, last=last)


def _span(span: Span, translate: Translate) -> str:
    return translate("offices.span", opens=f"{span.start:%H:%M}", closes=f"{span.end:%H:%M}")
