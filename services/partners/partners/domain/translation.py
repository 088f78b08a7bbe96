"""The translation of the project's own events into those that partners get."""

from collections.abc import Callable
from typing import Any, Final

from contracts import casework as c
from contracts import documents as d
from contracts import intake as i
from contracts import payments as p
from kit.core.events import Envelope
from partners.domain import public_event as public
from partners.domain.thin_dossier import ThinDossier, due_of

Facts = dict[str, Any]


def _filed(_: Envelope, dossier: ThinDossier) -> public.DossierData:
    return public.Filed(**_common(dossier), filed_at=dossier.filed_at)


def _accepted(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    due = message.read(c.CaseAccepted).due
    return public.Accepted(**_common(dossier), due_at=due.at)


def _papers_requested(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    due = message.read(c.CasePapersRequested).due
    return public.PapersRequested(**_common(dossier), respond_by=due)


def _due_changed(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    return public.DueChanged(**_common(dossier), due_at=due_of(message))


def _fee_due(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    fee = message.read(p.FeeDue)
    return public.FeeDue(**_common(dossier), amount=fee.total, pay_by=fee.pay_by)


def _fee_settled(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    return public.FeeSettled(**_common(dossier), amount=message.read(p.FeeSettled).amount)


def _returned(message: Envelope, dossier: ThinDossier) -> public.DossierData:
    return public.Returned(**_common(dossier), how=message.read(c.CaseReturned).how)


def _sealed(message: Envelope, dossier: ThinDossier) -> public.DossierData | None:
    sealed = message.read(d.DocumentSealed)
    if sealed.kind != "result":
        return None
    document = {"document": message.subject, "sha256": sealed.sha256}
    return public.DocumentSealed(**_common(dossier), **document)


def _plain(
    kind: type[public.DossierData],
) -> Callable[[Envelope, ThinDossier], public.DossierData]:
    return lambda _, dossier: kind(**_common(dossier))


Translate = Callable[[Envelope, ThinDossier], public.DossierData | None]
TRANSLATIONS: Final[dict[str, Translate]] = {
    i.DossierFiled.TYPE: _filed,
    c.CaseAccepted.TYPE: _accepted,
    c.CaseRefused.TYPE: _plain(public.Refused),
    c.CaseReopened.TYPE: _plain(public.Reopened),
    c.CasePapersRequested.TYPE: _papers_requested,
    c.CaseResumed.TYPE: _due_changed,
    c.CaseExtended.TYPE: _due_changed,
    c.CaseDueChanged.TYPE: _due_changed,
    p.FeeDue.TYPE: _fee_due,
    p.FeeSettled.TYPE: _fee_settled,
    c.CaseCompleted.TYPE: _plain(public.Completed),
    c.CaseReturned.TYPE: _returned,
    c.CaseWithdrawn.TYPE: _plain(public.Withdrawn),
    c.CaseStopped.TYPE: _plain(public.Stopped),
    d.DocumentSealed.TYPE: _sealed,
}
"""Event type -> what partners get of it."""


def translated(message: Envelope, dossier: ThinDossier) -> public.Unnumbered | None:
    """None for an event that is no business of partners; raises ContractBroken."""
    translate = TRANSLATIONS.get(message.type)
    data = translate(message, dossier) if translate else None
    if data is None:
        return None
    return public.Unnumbered(id=message.id, subject=dossier.id, time=message.time, data=data)


def _common(dossier: ThinDossier) -> Facts:
    return {
        "dossier": dossier.id,
        "procedure": dossier.procedure,
        "agency": dossier.agencies[0],
    }
