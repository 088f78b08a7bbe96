"""The bill (thông tin hóa đơn): what a provider must be told of what is paid for, and of whom it
bills.
"""

from contracts.receipts import Payer
from kit.core.model import Model, Sealed


class Bill(Model):
    """`dossier` is its code, `procedure` that of its procedure ("" where an older release did not
    store it). The payer is personal.
    """

    dossier: str
    procedure: str = ""
    procedure_name: str = ""
    agency: str
    agency_name: str
    payer: Sealed[Payer | None] = None
