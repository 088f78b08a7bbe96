"""The uploaded PDFs that may be results of a case: those whose checks intake has reported."""

from typing import TYPE_CHECKING, Final

from contracts.result_content import ResultContent, ResultFile
from kit.core.errors import Conflicting, Invalid

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ResultFileChecked


class ResultFileUnchecked(Conflicting):
    """No upload of that id passed the check for this case: not yet, not at all, or for another."""

    code = "result_file_unchecked"
    vi = "Tệp kết quả chưa được kiểm tra xong, không đạt, hoặc không thuộc hồ sơ này."
    en = (
        "The file of the result is still being checked, did not pass its check, or is not of "
        "this dossier."
    )


class ResultFileDiffers(Invalid):
    """The upload's checked copy has another digest than the one that was named."""

    code = "result_file_differs"
    vi = "Tệp kết quả khác với tệp đã kiểm tra. Vui lòng xem lại tệp rồi đề xuất lại."
    en = (
        "The file of the result is not the one that was checked. Please look at the file and "
        "propose again."
    )


FILE_REFUSALS: Final = (ResultFileUnchecked, ResultFileDiffers)


def checked_file(paper: str, checked: "ResultFileChecked") -> ResultFile:
    """A file that may be proposed."""
    return ResultFile(paper=paper, sha256=checked.sha256, draft=checked.draft)


def with_checked_file(
    content: ResultContent, checked: ResultFile | None, *, at: str
) -> ResultContent:
    """The content with all that documents has to know of its file.

    Raises ResultFileUnchecked, ResultFileDiffers.
    """
    if content.file is None:
        return content
    if checked is None:
        raise ResultFileUnchecked
    if checked.sha256 != content.file.sha256:
        raise ResultFileDiffers(field=f"{at}.file.sha256")
    return content.evolve(file=checked)
