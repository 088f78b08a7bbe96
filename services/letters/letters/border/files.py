"""The files of a letter that came: stored by their digest, with what their signatures are worth."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kit.security.trust_list import TrustList
from letters.border.ports import LetterContents
from letters.domain.letter import LetterFile, SignatureCheck
from letters.edxml.letter import Attachment, Letter
from letters.edxml.verify import SignatureState

PDF: Final = "application/pdf"
STATES: Final[dict[str, SignatureCheck]] = {"foreign": "untrusted"}
"""Where pyHanko's word is another."""


def store_files(
    letter: Letter,
    package: SignatureState,
    contents: LetterContents,
    trust: TrustList,
    at: datetime,
) -> tuple[LetterFile, ...]:
    """A PDF that bears signatures is worth what they are; every other file what the package is."""
    return tuple(_stored(letter, package, contents, trust, at))


def _stored(
    letter: Letter,
    package: SignatureState,
    contents: LetterContents,
    trust: TrustList,
    at: datetime,
) -> Iterator[LetterFile]:
    for attachment in letter.attachments:
        contents.store(attachment.sha256, attachment.content, attachment.content_type)
        yield LetterFile(
            sha256=attachment.sha256,
            name=attachment.name,
            media_type=attachment.content_type,
            size=len(attachment.content),
            signature_check=_of_pdf(attachment, trust, at) or package,
        )


def _of_pdf(attachment: Attachment, trust: TrustList, at: datetime) -> SignatureCheck | None:
    if not attachment.content.startswith(b"%PDF-"):
        return None
    from kit.security.pdf_signatures import judge_signatures, worst

    if b"/ByteRange" not in attachment.content:
        return None
    state = worst(judge_signatures(attachment.content, trust, at))
    return STATES.get(state, state) if state else None  # type: ignore[arg-type]
