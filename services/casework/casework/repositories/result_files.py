"""The checked PDFs of a case, beside it: a proposal may name one of them."""

from datetime import datetime
from typing import Final

from casework.domain.case import Case
from casework.domain.result_file import checked_file, with_checked_file
from contracts.result_content import ResultContent, ResultFile
from kit.core.events import Envelope
from kit.persistence.items import Item, Put
from kit.persistence.repository import Repository

FILES: Final = "RESULT-FILE#"


class ResultFiles(Repository):
    """Questions about the PDFs that officials uploaded."""

    def result_content(self, case: Case, content: ResultContent, *, at: str) -> ResultContent:
        """With its checked file, if it has one; raises ResultFileUnchecked, ResultFileDiffers."""
        checked = self._result_file(case, content.file.paper) if content.file else None
        return with_checked_file(content, checked, at=at)

    def add_result_file(self, message: Envelope, *, at: datetime) -> None:
        """Raises Duplicate."""
        from contracts.intake import ResultFileChecked

        file = checked_file(message.subject, message.read(ResultFileChecked))
        pk = f"{Case.KIND}#{message.correlation_key}"
        item = Item(pk, f"{FILES}{message.subject}", file.model_dump_json())
        self.record(message, at, [Put(item)])

    def _result_file(self, case: Case, paper: str) -> ResultFile | None:
        item = self._table.get(case.pk, f"{FILES}{paper}")
        return ResultFile.model_validate_json(item.doc) if item else None
