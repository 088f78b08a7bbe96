"""The time stamp of a signed file (PAdES B-T), as an update behind the signature that it proves."""

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING, Final

from documents.domain.ports import TimeStampAuthority, TimeStampUnavailable
from documents.signing.pades import RESERVED, filled, with_room
from kit.security.cms_signatures import DIGEST

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper

FIELD: Final = "ThoiDiem"
"""The name of the field of the stamp."""


def stamp_pdf(pdf: bytes, authority: TimeStampAuthority) -> bytes:
    """The file with a stamp over all that it has; raises TimeStampUnavailable, also for a stamp
    that does not fit the file.
    """
    from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    placeholder = DocumentTimestamp(bytes_reserved=RESERVED)  # type: ignore[no-untyped-call]
    content, prepared = with_room(pdf, FIELD, placeholder)
    try:
        token = asyncio.run(_stamper(authority).async_timestamp(prepared.document_digest, DIGEST))
    except TimestampRequestError as error:
        raise TimeStampUnavailable from error
    start, end = prepared.reserved_region_start, prepared.reserved_region_end
    stamped = filled(content, start, end, token.dump())
    if not _fits(stamped):
        raise TimeStampUnavailable
    return stamped


def _fits(stamped: bytes) -> bool:
    """Whether the stamp is of this file and by the key of its certificate; trust is a reader's."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    *_, stamp = PdfFileReader(BytesIO(stamped)).embedded_timestamp_signatures
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_timestamp(stamp, validation_context=nobody)
    return bool(status.intact and status.valid)


def _stamper(authority: TimeStampAuthority) -> "TimeStamper":
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Stamper(TimeStamper):
        """pyHanko's protocol over our port."""

        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return tsp.TimeStampResp.load(authority.respond(req.dump()))

    return Stamper()  # type: ignore[no-untyped-call]
