"""What a signature in a PDF covers: pyHanko judges the signed bytes, these the ones around them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature


def names_its_certificate(signature: "EmbeddedPdfSignature") -> bool:
    """Whether the signer is named as in the certificate to the letter: names are otherwise compared
    without case, and nothing signs this one.
    """
    signer = signature.signer_info["sid"]
    if signer.name != "issuer_and_serial_number":
        return True
    named: bytes = signer.chosen["issuer"].dump()
    issuer: bytes = signature.signer_cert.issuer.dump()
    return named == issuer


def ends_in_a_revision(reader: "PdfFileReader", pdf: bytes) -> bool:
    """Whether nothing stands behind the last signature but updates that its reader has judged."""
    last = max(reader.embedded_signatures, key=lambda each: each.signed_revision)
    _, _, start, length = (int(number) for number in last.byte_range)
    is_last = last.signed_revision == reader.xrefs.total_revisions - 1
    return pdf.rstrip().endswith(b"%%EOF") and (not is_last or start + length == len(pdf))


def room_is_clean(signature: "EmbeddedPdfSignature", pdf: bytes) -> bool:
    """Whether the room that a signature does not cover has the signature and zeros, and no more."""
    from asn1crypto import parser

    start, length, end, _ = (int(number) for number in signature.byte_range)
    content: bytes = signature.pkcs7_content
    digits = content.hex()
    room = pdf[start + length : end].decode("ascii", "replace")
    behind = content[parser.peek(content) :]
    return room in (f"<{digits}>", f"<{digits.upper()}>") and not behind.strip(b"\0")
