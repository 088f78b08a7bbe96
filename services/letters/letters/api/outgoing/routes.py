"""The routes of letters that an agency writes."""

from collections.abc import Callable
from typing import Any, Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from letters.api.outgoing import schemas
from letters.api.outgoing.handlers import OutgoingHandlers
from letters.domain.letter import (
    LetterFileRequired,
    LetterRecallNotAllowed,
    LetterRecipientRequired,
)
from letters.domain.letter_acts import LetterActNotAllowed
from letters.domain.letter_types import NotationInvalid
from letters.domain.readers import CLERKS, DRAFTERS, LEADERS, READERS
from letters.outgoing.sign import PDF, LetterFileMissing, LetterFileNotPdf

READER: Final = staff(*READERS)
DRAFTER: Final = staff(*DRAFTERS)
CLERK: Final = staff(*CLERKS)
LEADER: Final = staff(*LEADERS, fresh=True)
LARGEST_FILE: Final = 4_000_000
LETTER: Final = "/v1/outgoing/{letter}"


def create_router(
    handlers: Callable[[], OutgoingHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[OutgoingHandlers]:
    """Every route of letters that an agency writes."""
    router = Router(handlers, dispatcher)
    common: dict[str, Any] = {"tag": "outgoing", "answers": schemas.LetterStateView}
    router.post(
        "/v1/outgoing",
        OutgoingHandlers.draft_letter,
        id="letters_draft",
        access=DRAFTER,
        problems=(NotFound, NotationInvalid),
        **common,
    )
    router.get(
        "/v1/outgoing",
        OutgoingHandlers.list_letters,
        id="letters_list",
        tag="outgoing",
        access=READER,
        answers=schemas.LettersView,
        problems=(NotFound,),
    )
    router.get(
        LETTER,
        OutgoingHandlers.get,
        id="letters_get",
        tag="outgoing",
        access=READER,
        answers=schemas.LetterView,
        problems=(NotFound,),
    )
    router.put(
        LETTER,
        OutgoingHandlers.edit,
        id="letters_edit",
        access=DRAFTER,
        problems=(NotFound, LetterActNotAllowed, NotationInvalid),
        **common,
    )
    _add_acts(router, common)
    _add_reads(router)
    return router


def _add_acts(router: Router[OutgoingHandlers], common: dict[str, Any]) -> None:
    router.put(
        f"{LETTER}/discard",
        OutgoingHandlers.discard,
        id="letters_discard",
        access=DRAFTER,
        problems=(NotFound, LetterActNotAllowed),
        **common,
    )
    router.put(
        f"{LETTER}/number",
        OutgoingHandlers.number_letter,
        id="letters_number",
        access=CLERK,
        problems=(NotFound, LetterActNotAllowed, NotationInvalid),
        **common,
    )
    router.put(
        f"{LETTER}/sign",
        OutgoingHandlers.sign_letter,
        id="letters_sign",
        access=LEADER,
        problems=(
            NotFound,
            LetterActNotAllowed,
            LetterRecipientRequired,
            LetterFileRequired,
            LetterFileMissing,
            LetterFileNotPdf,
        ),
        **common,
    )
    router.put(
        f"{LETTER}/send",
        OutgoingHandlers.send_letter,
        id="letters_send",
        access=CLERK,
        problems=(NotFound, LetterActNotAllowed, LetterRecipientRequired, LetterFileRequired),
        **common,
    )
    router.put(
        f"{LETTER}/void",
        OutgoingHandlers.void,
        id="letters_void",
        access=CLERK,
        problems=(NotFound, LetterActNotAllowed),
        **common,
    )
    router.post(
        f"{LETTER}/recall",
        OutgoingHandlers.recall,
        id="letters_recall",
        access=staff(*CLERKS, *LEADERS),
        problems=(NotFound, LetterRecallNotAllowed),
        **common,
    )


def _add_reads(router: Router[OutgoingHandlers]) -> None:
    router.get(
        f"{LETTER}/trace",
        OutgoingHandlers.trace,
        id="letters_trace",
        tag="outgoing",
        access=READER,
        answers=schemas.TraceView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/dossiers/{dossier}/letters",
        OutgoingHandlers.list_about,
        id="dossier_letters_list",
        tag="outgoing",
        access=READER,
        answers=schemas.LettersView,
    )
    router.post(
        "/v1/files",
        OutgoingHandlers.store_file,
        id="letter_files_store",
        tag="files",
        access=DRAFTER,
        creates=False,
        raw=PDF,
        largest_body=LARGEST_FILE,
        answers=schemas.StoredFileView,
        problems=(LetterFileNotPdf,),
    )
    router.get(
        "/v1/letters/{letter}/files/{file}",
        OutgoingHandlers.link,
        id="letter_files_link",
        tag="files",
        access=READER,
        answers=schemas.LinkView,
        problems=(NotFound,),
    )
