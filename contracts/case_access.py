"""Which agencies may see a dossier at this moment, as the events of its case say.

The events come in any order: of two about the same agency, the one of the later sequence stands.
"""

from datetime import datetime

from contracts.terms import AgencyCode, Moment
from kit.core.model import Model


class Consultation(Model):
    """Lấy ý kiến: the latest event between the case and a consulted agency, by its `sequence`; it
    answers until `due`.
    """

    agency: AgencyCode
    sequence: int
    is_open: bool
    due: Moment | None = None


class CaseAccess(Model):
    """`agency` works on the case as of event `sequence`; None: where the dossier was filed."""

    agency: AgencyCode | None = None
    sequence: int = 0
    consultations: tuple[Consultation, ...] = ()

    def consulted(self, at: datetime) -> tuple[str, ...]:
        """The agencies that were asked for their opinion, have not given it and still have time."""
        open_ones = (each for each in self.consultations if each.is_open)
        return tuple(each.agency for each in open_ones if each.due is None or at < each.due)


def hand_over(access: CaseAccess, agency: str, *, sequence: int) -> CaseAccess:
    """The access after a transfer; an event older than the latest one changes nothing."""
    if sequence <= access.sequence:
        return access
    return access.evolve(agency=agency, sequence=sequence)


def consult(
    access: CaseAccess, agency: str, *, sequence: int, due: Moment | None = None
) -> CaseAccess:
    """The access while an agency is asked."""
    opened = Consultation(agency=agency, sequence=sequence, is_open=True, due=due)
    return _noted(access, opened)


def end_consultation(access: CaseAccess, agency: str, *, sequence: int) -> CaseAccess:
    """The access after the agency's answer."""
    return _noted(access, Consultation(agency=agency, sequence=sequence, is_open=False))


def _noted(access: CaseAccess, latest: Consultation) -> CaseAccess:
    others = [each for each in access.consultations if each.agency != latest.agency]
    earlier = [each for each in access.consultations if each.agency == latest.agency]
    if earlier and latest.sequence <= earlier[0].sequence:
        return access
    return access.evolve(consultations=(*others, latest))
