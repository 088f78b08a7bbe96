"""The reference to a paper of the data warehouse, in the place of an upload."""

from typing import Literal

from contracts.terms import Sha256
from kit.core.model import Model

StoredKind = Literal["result", "digitised_copy", "certified_copy"]
"""Kết quả giải quyết, giấy tờ số hóa, bản sao chứng thực điện tử (TT 01/2023/TT-VPCP Điều 24)."""


class PaperReference(Model):
    """A paper of the warehouse in the place of an upload. `file` lies under the vault id `vault`.

    `code` is that of the result.
    """

    dossier: str
    document: str
    kind: StoredKind
    vault: str
    file: Sha256
    code: str | None = None

    @property
    def key(self) -> str:
        """The object key in the bucket of documents."""
        return f"documents/{self.vault}/{self.file}.pdf"
