"""A push of a dossier that is here already: an answer to a request, a payment, or nothing new."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from contracts.national import NationalPaymentReported, SupplementReceived
from exchange.domain import push_answers
from exchange.domain.ingest import Ingest, IngestChange, with_change
from exchange.domain.national_dossier import NewPapers, answers_of, new_papers, payment_of
from exchange.domain.push_answers import PushAnswer
from exchange.domain.pushed_dossier import PushedDossier, pushed_dossier, without_files
from exchange.domain.supplements import OpenRequest, open_request
from exchange.ingest.inline_files import store_inline
from exchange.ingest.ports import IngestFiles
from exchange.repository import ExchangeRepository
from kit.core.ids import new_ulid
from kit.core.model import JsonDict
from kit.persistence.vault import Unreadable
from kit.platform import fault_injection, log

FIXED: Final = ("MaTTHC", "ChuHoSo", "LoaiDoiTuong", "DinhDanhCHS", "NgayNopHoSo")
"""What a dossier is of, whose, and when it was filed: it never changes under one code."""


class Push(NamedTuple):
    """What came: as it is read, as it came, and the digest of that."""

    pushed: PushedDossier
    members: Mapping[str, Any]
    digest: str


class ExistingDossier(NamedTuple):
    """Bound to the table with the vault, and to the bucket of files that come within a push."""

    repository: ExchangeRepository
    files: IngestFiles

    def receive(self, existing: Ingest, push: Push, *, at: datetime) -> PushAnswer:
        """What the portal is answered; raises Conflict, PushRefused.

        Everything that is new is kept. What came before is answered as before, unless a request is
        open by now which it answers.
        """
        if push.digest == existing.digests[0]:
            return push_answers.duplicate(existing.id)
        before = existing.last_change(push.digest)
        if before and before.outcome == "refused":
            return push_answers.fixed_field(before.field or "")
        try:
            return self._receive_changed(existing, push, at)
        except Unreadable:  # erased
            return push_answers.duplicate(existing.id)

    def _receive_changed(self, existing: Ingest, push: Push, at: datetime) -> PushAnswer:
        registered = self._registered(existing, at)
        field = _changed_field(registered[0], push.pushed)
        if field:
            log.warning("national_dossier_refused", field=field)
            log.metric("NationalDossierRefused")
            self._keep(
                existing,
                push,
                at,
                IngestChange(digest=push.digest, at=at, outcome="refused", field=field),
            )
            return push_answers.fixed_field(field)
        existing = self._pay(existing, push, at)
        papers = new_papers(push.pushed, lambda: new_ulid(at), existing.paper_digests)
        answers = _new_answers(registered, push.pushed)
        request = self._open_request(existing.id) if papers.ingested or answers else None
        if request:
            self._supplement(existing, push, request, papers, answers, at)
            return push_answers.SUPPLEMENTED
        if existing.last_change(push.digest):
            return push_answers.duplicate(existing.id)
        change = IngestChange(digest=push.digest, at=at, outcome="not_requested")
        self._keep(existing, push, at, change)
        log.metric("NationalDossierChanged")
        return push_answers.not_requested(existing.id)

    def _registered(self, existing: Ingest, at: datetime) -> list[PushedDossier]:
        """The contents that the dossier consists of, the first ones first; raises Unreadable."""
        bodies = self.repository.bodies_of(existing, existing.registered_digests)
        return [pushed_dossier(body.members, at=at) for body in bodies]

    def _open_request(self, code: str) -> OpenRequest | None:
        lane = self.repository.filed_lane(code)
        return open_request(lane.facts) if lane and lane.state != "erased" else None

    def _pay(self, existing: Ingest, push: Push, at: datetime) -> Ingest:
        """The portal reports once that the fees were paid there."""
        payment = payment_of(push.pushed, at)
        if payment is None or existing.is_paid:
            return existing
        paid = existing.evolve(is_paid=True)
        self.repository.save(paid, at, NationalPaymentReported(payment=payment))
        return paid.committed()

    def _supplement(
        self,
        existing: Ingest,
        push: Push,
        request: OpenRequest,
        papers: NewPapers,
        answers: JsonDict,
        at: datetime,
    ) -> None:
        store_inline(self.repository, self.files, existing, papers.files)
        fault_injection.point("supplement.files_stored")
        expected = tuple(paper.evolve(state="expected") for paper in papers.ingested)
        event = SupplementReceived(
            request=request.id,
            request_sequence=request.sequence,
            papers=papers.national,
            answers=answers,
        )
        change = IngestChange(digest=push.digest, at=at, outcome="supplement", request=request.id)
        self._keep(existing.evolve(papers=(*existing.papers, *expected)), push, at, change, event)
        log.metric("NationalSupplementReceived")

    def _keep(
        self,
        ingest: Ingest,
        push: Push,
        at: datetime,
        change: IngestChange,
        event: SupplementReceived | None = None,
    ) -> None:
        body = self.repository.stored_body(ingest, push.digest, without_files(push.members))
        self.repository.save(with_change(ingest, change), at, event, [body])


def _changed_field(first: PushedDossier, later: PushedDossier) -> str | None:
    """The first field that may not change and did."""
    return next((name for name in FIXED if getattr(first, name) != getattr(later, name)), None)


def _new_answers(registered: list[PushedDossier], later: PushedDossier) -> JsonDict:
    """The texts that the dossier does not have yet."""
    stated = {(name, text) for each in registered for name, text in answers_of(each).items()}
    return {name: text for name, text in answers_of(later).items() if (name, text) not in stated}
