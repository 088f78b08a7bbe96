"""The address in the code that is printed on a sealed paper."""

from typing import Final

from local.demo.checks import require

SCALE: Final = 2.0


def printed_address(pdf: bytes) -> str:
    """The address that a phone reads from the first page of a paper; raises CheckFailed."""
    import zxingcpp
    from pypdfium2 import PdfDocument

    picture = PdfDocument(pdf)[0].render(scale=SCALE).to_pil()
    codes = [code.text for code in zxingcpp.read_barcodes(picture)]
    addresses = [text for text in codes if "/xac-minh/" in text]
    require(len(addresses) == 1, f"the codes on the paper are {codes}")
    return addresses[0]
