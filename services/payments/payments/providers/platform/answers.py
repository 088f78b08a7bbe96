"""What the platform answers and notifies, read leniently: numbers may be texts, and more may be
there than we know.
"""

from datetime import datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kit.core.time import VIETNAM
from payments.providers.port import PaymentProviderUnavailable

MOMENT: Final = "%Y%m%d%H%M%S"
"""Of the national portal's interfaces: yyyyMMddHHmmss in Vietnam."""
LARGEST_AMOUNT: Final = 99_999_999_999


def _text(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number else value


def _moment(value: object) -> object:
    return datetime.strptime(str(value), MOMENT).replace(tzinfo=VIETNAM)


Text = Annotated[str, BeforeValidator(_text), Field(max_length=255)]
Amount = Annotated[int, Field(ge=0, le=LARGEST_AMOUNT)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Result(_Answer):
    """`error` says whether it was done, `msg` why not."""

    error: Text
    msg: Text = ""


class Created(Result):
    """The page on which the payer pays."""

    payment_url: Annotated[str, Field(min_length=1, max_length=2000)]


class Detail(Result):
    """How a transaction stands: `transaction_code` is the platform's id of money that came."""

    transaction_id: Text
    trans_amount: Amount
    status: Text
    transaction_code: Text = ""


class Listed(_Answer):
    """A transaction of the platform's list: `MaHoSo` is the dossier that it was paid for."""

    transaction_code: Annotated[Text, Field(min_length=1)]
    trans_amount: Amount
    time: Annotated[datetime, BeforeValidator(_moment)]
    command: Text
    transaction_id: Text = ""
    dossier: Annotated[Text, Field(alias="MaHoSo")] = ""


class Listing(Result):
    """The transactions of a period; each is read by itself."""

    transactions: tuple[object, ...]


A = TypeVar("A", bound=_Answer)


def read(kind: type[A], answer: Any) -> A:
    """Raises PaymentProviderUnavailable for an answer of another form: it says nothing of what was
    done.
    """
    try:
        return kind.model_validate(answer)
    except ValidationError:
        raise PaymentProviderUnavailable("answer_unreadable") from None
