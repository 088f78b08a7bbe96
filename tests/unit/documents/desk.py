"""Documents' app over a printery in memory, and callers with tokens of their own."""

from pathlib import Path
from types import ModuleType

from kit.core import ids
from kit.security.staff_directory import Directory, Staff
from tests.doors import Caller
from tests.fakes import memory_table
from tests.unit.documents.building import Printery

APP = Path(__file__).parents[3] / "services" / "documents" / "app.py"
INSIDE = Staff(sub="desk-1", roles=("receptionist",), agencies=("H49.61",))
OUTSIDE = Staff(sub="desk-2", roles=("receptionist",), agencies=("H49.62",))
STRANGER = "sub-binh"


class Desk(Caller):
    """The app over a printery in memory."""

    def __init__(self, app: ModuleType, printery: Printery) -> None:
        self.printery = printery
        directory = Directory(memory_table(), ids.now)
        for staff in (INSIDE, OUTSIDE):
            directory.put_staff(staff)
        super().__init__(app, lambda sub: not sub.startswith("sub-"), directory=directory)
