"""The ledger's accounts in words."""

from typing import Final

from front.visit import Visit

ACCOUNTS: Final = {
    "at:stripe": "account.card",
    "at:bank": "account.bank",
    "at:desk": "account.desk",
    "at:platform": "account.platform",
    "reported:platform": "account.reported",
    "fees": "account.fees",
    "overpayments": "account.overpayments",
    "unallocated": "account.unallocated",
    "allocated": "account.allocated",
    "refunding": "account.refunding",
    "disputed": "account.disputed",
    "lost": "account.lost",
}
"""An account's name -> its sentence."""


def account_name(visit: Visit, account: str) -> str:
    """An account in words; one that is not listed by its own name."""
    return visit.translate(ACCOUNTS[account]) if account in ACCOUNTS else account
