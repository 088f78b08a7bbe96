"""Which officials read what citizens say of their agency, and who replies."""

from typing import Final

RESPONDERS: Final = ("receptionist", "officer", "approver", "head")
READERS: Final = (*RESPONDERS, "supervisor")
