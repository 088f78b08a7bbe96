"""The thin view of a dossier: which agencies have or had it, its status, its due date.

Nothing in it is personal but the id of its owner, which partners never see. Events come in any
order: of each fact that of the newest event stands.
"""

from datetime import datetime
from typing import ClassVar, Self

from contracts.casework import (
    CaseAccepted,
    CaseDueChanged,
    CaseExtended,
    CaseHandedOver,
    CaseResumed,
)
from contracts.intake import AccessChanged, DossierFiled
from kit.core.events import Envelope
from kit.core.model import Aggregate
from partners.domain.national_status import CODE_AT_FILING, code_after
from partners.domain.partner_consent import Consents, ended


class ThinDossier(Aggregate):
    """Of the dossier `id`. `status` is a national code; `moved` and `dated` are the sequences of
    the events of its case from which status and due date were taken. `owner` is the person whose it
    is by an id of ours, as of event `owned` of the dossier; `consents` are theirs.
    """

    KIND: ClassVar[str] = "DOSSIER"

    procedure: str
    agencies: tuple[str, ...]
    filed_at: datetime
    status: int = CODE_AT_FILING
    status_at: datetime
    moved: int = 0
    due_at: datetime | None = None
    dated: int = 0
    owner: str | None = None
    owned: int = 0
    consents: Consents = ()

    @classmethod
    def filed(cls, message: Envelope) -> Self:
        """As its filing says; raises ContractBroken."""
        filed = message.read(DossierFiled)
        return cls(
            id=message.subject,
            dossier=message.subject,
            procedure=filed.procedure.code,
            agencies=(filed.agency,),
            filed_at=filed.received_at or message.time,
            status_at=message.time,
            owner=filed.owner.sub if filed.owner else None,
            owned=message.sequence,
        )


def after(dossier: ThinDossier, message: Envelope) -> ThinDossier:
    """What an event changes in the view; the same view where it changes nothing."""
    if message.type == AccessChanged.TYPE:
        return _of_owner(dossier, message)
    if message.source != "casework":
        return dossier
    changed = dossier
    code = code_after(message)
    if code is not None and message.is_newer_than(changed.moved):
        changed = changed.evolve(status=code, status_at=message.time, moved=message.sequence)
    due = due_of(message)
    if due is not None and message.is_newer_than(changed.dated):
        changed = changed.evolve(due_at=due, dated=message.sequence)
    if message.type == CaseHandedOver.TYPE:
        agency = message.read(CaseHandedOver).agency
        earlier = (each for each in changed.agencies if each != agency)
        changed = changed.evolve(agencies=(*earlier, agency))
    return changed


def _of_owner(dossier: ThinDossier, message: Envelope) -> ThinDossier:
    """What a former owner consented to holds no longer."""
    if not message.is_newer_than(dossier.owned):
        return dossier
    owner = message.read(AccessChanged).owner.sub
    consents = dossier.consents
    if owner != dossier.owner:
        consents = ended(consents, message.time)
    return dossier.evolve(owner=owner, owned=message.sequence, consents=consents)


def due_of(message: Envelope) -> datetime | None:
    """The due date that an event states."""
    match message.type:
        case CaseAccepted.TYPE:
            return message.read(CaseAccepted).due.at
        case CaseResumed.TYPE:
            return message.read(CaseResumed).new_due
        case CaseExtended.TYPE:
            return message.read(CaseExtended).new_due
        case CaseDueChanged.TYPE:
            return message.read(CaseDueChanged).new
    return None
