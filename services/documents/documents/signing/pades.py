"""Signatures inside a PDF (PAdES B-B), as an update behind what is there.

Preparing and completing are two acts, because whoever signs gets a digest only and may take a day
to answer. pyHanko is imported here and in kit/security.
"""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from contracts.terms import Moment
from documents.signing.visible_mark import Mark, appearance, first_page
from kit.core.model import Model
from kit.security.cms_signatures import DIGEST, external_signer

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_byterange import PdfSignedData, PreparedByteRangeDigest

RESERVED: Final = 16384
"""Hexadecimal digits for one signature with its certificates."""


class FileUnsignable(Exception):
    """The file has no room for the field, or can have no update: a retry mends nothing."""


class PreparedSignature(Model):
    """A PDF with room for a signature between `start` and `end`, and what is signed.

    `attributes` are the signed attributes of CMS (DER, base64): they name the file's digest and the
    signer's certificate.
    """

    pdf: bytes
    start: int
    end: int
    attributes: str

    @property
    def digest(self) -> bytes:
        """The SHA-256 digest that the signer signs."""
        return sha256(b64decode(self.attributes)).digest()


def prepare_signature(
    pdf: bytes,
    certificates: Sequence[str],
    *,
    field: str,
    reason: str,
    at: Moment,
    mark: Mark | None = None,
) -> PreparedSignature:
    """Room for a signature in the field of this name, which must be new; `certificates` are PEM,
    the signer's first. `mark`: what the signature shows; without one it is invisible. Raises
    FileUnsignable.
    """
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import pdf_byterange, pdf_cms

    placeholder = pdf_byterange.SignatureObject(
        subfilter=SigSeedSubFilter.PADES, timestamp=at, reason=reason, bytes_reserved=RESERVED
    )
    content, prepared = with_room(pdf, field, placeholder, mark)
    attributes = asyncio.run(
        external_signer(certificates).signed_attrs(
            prepared.document_digest, DIGEST, pdf_cms.PdfCMSSignedAttributes(), use_pades=True
        )
    )
    return PreparedSignature(
        pdf=content,
        start=prepared.reserved_region_start,
        end=prepared.reserved_region_end,
        attributes=b64encode(attributes.dump()).decode(),
    )


def complete_signature(
    prepared: PreparedSignature, certificates: Sequence[str], signature: bytes
) -> bytes:
    """The PDF with the signature in its room."""
    from asn1crypto import cms

    attributes = cms.CMSAttributes.load(b64decode(prepared.attributes))
    signer = external_signer(certificates, signature)
    content: bytes = asyncio.run(signer.async_sign_prescribed_attributes(DIGEST, attributes)).dump()
    return filled(prepared.pdf, prepared.start, prepared.end, content)


def with_room(
    pdf: bytes, field: str, placeholder: "PdfSignedData", mark: Mark | None = None
) -> tuple[bytes, "PreparedByteRangeDigest"]:
    """The PDF with an update that has a new field and room for its CMS; its digest, and where.

    Equal for equal input without a mark: without a random id, and with the dates of the rendering.
    Raises FileUnsignable.
    """
    from pyhanko.pdf_utils.misc import FormFillingError, PdfError

    try:
        return _with_room(pdf, field, placeholder, mark)
    except (FormFillingError, PdfError) as error:
        raise FileUnsignable from error


def _with_room(
    pdf: bytes, field: str, placeholder: "PdfSignedData", mark: Mark | None
) -> tuple[bytes, "PreparedByteRangeDigest"]:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import cms_embedder

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    writer._document_id[1] = generic.ByteStringObject(sha256(pdf).digest()[:16])
    writer._update_meta = _unchanged  # type: ignore[method-assign] # it would rewrite dates
    page = first_page(writer)
    spec = SigFieldSpec(field, box=page.mark_box()) if mark else SigFieldSpec(field)
    embedding = cms_embedder.PdfCMSEmbedder(spec).write_cms(field, writer)
    next(embedding)
    with TemporaryDirectory() as folder:
        shown = appearance(mark, page, Path(folder)) if mark else None
        embedding.send(
            cms_embedder.SigObjSetup(sig_placeholder=placeholder, appearance_setup=shown)
        )
    prepared, output = embedding.send(cms_embedder.SigIOSetup(md_algorithm=DIGEST))
    content: bytes = output.getvalue()
    return content, prepared


def filled(pdf: bytes, start: int, end: int, content: bytes) -> bytes:
    """The PDF with CMS (DER) in its room; raises ValueError where it is too large for it."""
    digits = content.hex().encode()
    room = end - start - 2  # without its angle brackets
    if len(digits) > room:
        raise ValueError(f"{len(digits)} digits of a signature, and room for {room}")
    return pdf[: start + 1] + digits + pdf[start + 1 + len(digits) :]


def _unchanged() -> None:
    """Dates and producer of the file stay those of its rendering."""
