"""The dossiers that officials handled, made of their acts: a row for each official and dossier."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from status.domain.act import ALONE, PROCEDURE, Act
from status.supervision.dossier_acts import acts_on
from status.supervision.handled_dossier import HandledDossier

DAY: Final = timedelta(days=1)


class Refusal(NamedTuple):
    """An official refused a dossier of an applicant (`Act.applicant`); `row` is theirs."""

    row: int
    applicant: str
    at: datetime


def handled_dossiers(acts: Iterable[Act], as_of: datetime) -> list[HandledDossier]:
    """The rows of every dossier, from acts in the order of `ActTables.acts`."""
    rows: list[HandledDossier] = []
    refusals: list[Refusal] = []
    filings: dict[str, list[datetime]] = defaultdict(list)
    alone: dict[str, bool] = {}
    for _, group in groupby(acts, attrgetter("code")):
        of_one = list(group)
        alone |= {act.code: act.kind == ALONE for act in of_one if act.type == PROCEDURE}
        dossier = acts_on(of_one)
        if dossier is None:
            continue
        applicant = dossier.filed.applicant
        if applicant:
            filings[applicant].append(dossier.filed.at)
        may_be_alone = alone.get(dossier.filed.procedure or "", False)
        for row in dossier.rows(as_of, may_be_alone=may_be_alone):
            if row.refused and applicant and dossier.refused:
                refusals.append(Refusal(len(rows), applicant, dossier.refused[1]))
            rows.append(row)
    for refused in refusals:
        rows[refused.row] = _refiled(rows[refused.row], refused, filings[refused.applicant])
    return rows


def _refiled(row: HandledDossier, refused: Refusal, filings: list[datetime]) -> HandledDossier:
    """The row with the time to the next filing of the same applicant and procedure."""
    filings.sort()
    place = bisect_right(filings, refused.at)
    if place == len(filings):
        return row
    return row._replace(refiled_days=(filings[place] - refused.at) / DAY)
