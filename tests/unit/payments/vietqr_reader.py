"""A second reader of VietQR texts: it refuses all that the product would not have written."""

from collections.abc import Mapping

from pydantic import ValidationError

from payments.providers.bank.vietqr import TransferRequest, check_sum, qr_text


class NotVietQr(ValueError):
    """The text is not a VietQR of a fixed amount to an account, or was altered."""


def read(text: str) -> TransferRequest:
    """What such a code asks for; raises NotVietQr for anything that `payload` would not have
    written.
    """
    if not text.isascii() or check_sum(text[:-4]) != text[-4:]:
        raise NotVietQr
    fields = _fields(text)
    account = _fields(_fields(fields.get("38", "")).get("01", ""))
    try:
        transfer = TransferRequest.model_validate(
            {
                "bin": account.get("00"),
                "account": account.get("01"),
                "amount": fields.get("54"),
                "reference": _fields(fields.get("62", "")).get("08"),
            }
        )
    except ValidationError:
        raise NotVietQr from None
    if qr_text(transfer) != text:
        raise NotVietQr
    return transfer


def _fields(text: str) -> Mapping[str, str]:
    """The fields of a text; raises NotVietQr where a length is none or passes the end."""
    fields: dict[str, str] = {}
    while text:
        length = text[2:4]
        if not length.isdigit() or len(length) != 2 or len(text) < 4 + int(length):
            raise NotVietQr
        fields[text[:2]], text = text[4 : 4 + int(length)], text[4 + int(length) :]
    return fields
