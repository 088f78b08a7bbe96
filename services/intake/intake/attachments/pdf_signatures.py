"""The signatures of a PDF: whether what they cover is as it was signed.

Who signed is not judged: that needs the roots which a province trusts, and the state of their
certificates at the moment of signing.
"""

from io import BytesIO

from contracts.terms import SignatureState


def signature_state(content: bytes) -> SignatureState:
    """ "intact" if every signature is, and nothing but what it allows came after it."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    try:
        signatures = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures
        for signature in signatures:
            roots = ValidationContext(trust_roots=[], allow_fetching=False)
            status = validate_pdf_signature(signature, signer_validation_context=roots)
            if not (status.intact and status.valid and status.docmdp_ok):
                return "altered"
        return "intact" if signatures else "altered"
    except Exception:  # noqa: BLE001 - a crafted signature may lead the reader to anything
        return "altered"
