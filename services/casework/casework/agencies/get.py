"""The agency that a code means on a day."""

from kit.core.errors import NotFound
from kit.security.staff_directory import Agency, Directory


def agency_of_code(directory: Directory, code: str, day: str) -> Agency:
    """The one that has the work of the code; of several successors none, but who ended itself.

    Raises NotFound for a code of nobody on that day.
    """
    tree = directory.tree()
    agency = directory.agency(tree.agency_of(code, day) or tree.holder(code, day))
    if agency is None or agency.valid_from > day:
        raise NotFound
    return agency
