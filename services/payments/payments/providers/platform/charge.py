"""The ids under which the ledger knows the platform's money."""

import re
from hashlib import sha256
from typing import Final

PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]{1,60}")


def charge_id(code: str) -> str:
    """The ledger's id of money that the platform knows by `code` (transaction_code).

    A code of another form is told by its digest: whatever the platform sends stays one id.
    """
    plain = code if PLAIN.fullmatch(code) else f"~{sha256(code.encode()).hexdigest()[:32]}"
    return f"platform:{plain}"
