"""The digitisation (số hóa) of an original that is brought to the desk, in five steps: compare,
scan, describe, sign, store.
"""

from datetime import datetime
from typing import ClassVar, Final, Protocol

from contracts.terms import Moment, Sha256
from intake.domain.transitions import DigitisationState
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import VIETNAM

MOST_SHEETS: Final = 200


class CopyDiffers(Invalid):
    """The official does not find that copy and original agree."""

    code = "copy_differs"
    vi = "Chỉ số hóa giấy tờ khi bản sao đúng với bản chính đã xuất trình."
    en = "A paper is digitised only if the copy agrees with the original that was shown."


class ScanUnchecked(Conflicting):
    """The scan is not uploaded, or not checked yet."""

    code = "scan_unchecked"
    vi = "Bản quét chưa được tải lên hoặc chưa kiểm tra xong."
    en = "The scan is not uploaded yet, or its check has not ended."


class ScanRejected(Conflicting):
    """The check refused the scan."""

    code = "scan_rejected"
    vi = "Bản quét không đạt. Vui lòng quét lại bản chính."
    en = "The scan failed its check. Please scan the original again."


class ScanChecked(Conflicting):
    """There is a scan that passed its check."""

    code = "scan_checked"
    vi = "Giấy tờ này đã có bản quét đạt yêu cầu."
    en = "This paper has a scan that passed its check."


class PaperExpired(Invalid):
    """The paper was not valid any more when it was digitised, or not issued yet."""

    code = "paper_expired"
    vi = "Giấy tờ đã hết hạn hoặc ngày cấp sau ngày hôm nay."
    en = "The paper has expired, or its day of issue is in the future."


class Official(Protocol):
    """Who takes a step."""

    @property
    def sub(self) -> str: ...

    @property
    def name(self) -> str: ...


class Description(Model):
    """Dữ liệu mô tả: what the paper is. Days are as it has them; without an end it stays valid.

    All of it says something of whoever the paper is about.
    """

    kind: Sealed[str]
    number: Sealed[str]
    issuer: Sealed[str]
    issued_on: Sealed[str]
    valid_until: Sealed[str | None] = None


class DoneStep(Model):
    """Who took a step, by their subject, and when."""

    step: DigitisationState
    by: str
    at: Moment


class Digitisation(Aggregate):
    """One original. `sheets` are its pages, `attachment` the scan, `copy_document` the signed copy
    among the dossier's documents, `copy_file` the digest in the name of its file; `why`: why the
    copy could not be signed.
    """

    KIND: ClassVar[str] = "DIGITISATION"

    draft: str
    component: str
    component_name: str
    sheets: int
    state: DigitisationState = "compared"
    steps: tuple[DoneStep, ...] = ()
    attachment: str | None = None
    description: Description | None = None
    copy_document: str | None = None
    copy_sha256: Sha256 | None = None
    copy_file: Sha256 | None = None
    why: str | None = None

    @property
    def is_digitised(self) -> bool:
        """DuocSoHoa: every step was taken."""
        return self.state == "stored"

    def is_reusable(self, at: datetime) -> bool:
        """DuocTaiSuDung: another dossier may use the copy, as long as the paper is valid."""
        if not self.is_digitised or self.description is None:
            return False
        until = self.description.valid_until
        return until is None or vietnam_date(at) <= until


class Original(Model):
    """An original on the desk: `sheets` are its pages; `agrees`: the copy is true to it."""

    sheets: int
    agrees: bool


class ScanFile(Model):
    """A scan before its upload. `id` is that of the attachment, `owner` the dossier's; a loose one
    is measured when it arrives.
    """

    id: str
    size: int
    sha256: Sha256
    owner: str | None
    is_loose: bool = False


def vietnam_date(at: datetime) -> str:
    """The day in Vietnam, YYYY-MM-DD."""
    return f"{at.astimezone(VIETNAM):%Y-%m-%d}"
