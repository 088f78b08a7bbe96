"""Which officials read the letters of their agency, and who acts on them.

A clerk (văn thư) numbers, sends, receives and keeps the registers; an approver or a head is the
leader who signs and assigns; an officer drafts and works.
"""

from typing import Final

CLERKS: Final = ("clerk",)
LEADERS: Final = ("approver", "head")
DRAFTERS: Final = ("officer", "receptionist", *CLERKS, *LEADERS)
READERS: Final = (*DRAFTERS, "supervisor")
