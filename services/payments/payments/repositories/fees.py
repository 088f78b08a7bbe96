"""The fees with their receipts."""

from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.receipt import Receipt, ReceiptFile, Series
from payments.repositories.reader import Reader, required


class Fees(Reader):
    """Questions about fees and receipts."""

    def fee(self, fee: str) -> Fee:
        """Raises NotFound."""
        return required(self.fee_if_any(fee))

    def fee_if_any(self, fee: str) -> Fee | None:
        """None for an unknown id."""
        return self.load_sealed(Fee, fee)

    def fees_of(self, dossier: Dossier) -> list[Fee]:
        """Every fee of a dossier, oldest first."""
        return [self.fee(fee) for fee in dossier.fees]

    def series(self, id: str) -> Series:
        """A series of receipt numbers; a new one has issued none."""
        return self.load_sealed(Series, id) or Series(id=id)

    def receipt_of(self, fee: Fee) -> Receipt:
        """The receipt of a settled fee with its payer opened; raises NotFound. Personal."""
        number = required(fee.receipt).id
        return required(self.load(Receipt, number or ""))

    def receipt_file(self, fee: str) -> ReceiptFile | None:
        """The sealed document of a fee's receipt, once there is one."""
        return self.load_sealed(ReceiptFile, fee)
