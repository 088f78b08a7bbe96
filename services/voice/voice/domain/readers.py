"""Which officials read what citizens say of their agency, and who answers."""

from typing import Final

ANSWERERS: Final = ("receptionist", "officer", "approver", "head")
READERS: Final = (*ANSWERERS, "supervisor")
