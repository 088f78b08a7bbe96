"""Which officials read the letters of their agency, and who acts on them.

A clerk (văn thư) numbers, sends, receives and keeps the registers; an approver or a head is the
leader who signs and assigns; an officer or a receptionist drafts and works.
"""

from typing import Final

CLERKS: Final = ("clerk",)
LEADERS: Final = ("approver", "head")
WORKERS: Final = ("officer", "receptionist", *LEADERS)
DRAFTERS: Final = (*WORKERS, *CLERKS)
READERS: Final = (*DRAFTERS, "supervisor")
