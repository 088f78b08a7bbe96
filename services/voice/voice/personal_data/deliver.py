"""The part of voice in a person's export: ratings of their dossiers, and what they wrote."""

from collections.abc import Iterator
from datetime import datetime

from contracts.exports import ExportRequested, RatingExported
from kit.core.events import Envelope
from kit.core.personal_rows import PersonalRow, plain_rows
from kit.persistence.exports import deliver_export
from kit.persistence.vault import Unreadable
from voice.domain.feedback import Feedback
from voice.repository import VoiceRepository


def deliver_parts(repository: VoiceRepository, message: Envelope, *, at: datetime) -> None:
    """What is stored of each dossier of the person, and what they wrote that is of none.

    Raises Conflict, Duplicate.
    """
    requested = message.read(ExportRequested)
    places = [(each.code, each.vault) for each in requested.dossiers]

    def part(number: int, parts: int, rows: tuple[PersonalRow, ...] | None) -> RatingExported:
        return RatingExported(export=message.subject, part=number, parts=parts, rows=rows)

    def rows_of(code: str) -> Iterator[PersonalRow]:
        if not code:
            if not repository.holds_key(str(message.vault)):
                raise Unreadable
            yield from _feedback_rows(repository, requested.people)
            return
        dossier = repository.dossier(code)
        if dossier and dossier.rating:
            yield from plain_rows("RATING", dossier.rating.model_dump(mode="json"))

    deliver_export(repository, message, [*places, ("", str(message.vault))], rows_of, part, at=at)


def _feedback_rows(repository: VoiceRepository, people: tuple[str, ...]) -> Iterator[PersonalRow]:
    """Feedback, complaints and questions, with the replies; what was erased is left out."""
    for number in repository.all_feedback_of(people):
        feedback = _opened(repository, number)
        if feedback is not None:
            document = feedback.model_dump(mode="json", exclude={"vault", "version", "owner"})
            yield from plain_rows("FEEDBACK", document)


def _opened(repository: VoiceRepository, number: str) -> Feedback | None:
    try:
        return repository.feedback(number)
    except Unreadable:
        return None
