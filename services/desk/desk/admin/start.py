"""The first pages of administration and of supervision: their parts, by role."""

from typing import Final, NamedTuple

from desk.public_api import PublicApi
from desk.session import session_of
from front.responses import PageResponse, render
from front.visit import Visit


class Part(NamedTuple):
    """A part: its words are `start.<name>` and `start.<name>_hint`."""

    name: str
    path: str
    roles: tuple[str, ...]


ADMINISTRATION: Final = (
    Part("agencies", "/quan-tri/don-vi", ("admin",)),
    Part("staff", "/quan-tri/can-bo", ("admin",)),
    Part("procedures", "/quan-tri/thu-tuc", ("catalogue_editor", "admin")),
    Part("national_codes", "/giam-sat/cong-quoc-gia/ma", ("catalogue_editor", "admin")),
    Part("peers", "/giam-sat/he-thong", ("admin",)),
    Part("delegations", "/uy-quyen", ("approver", "head")),
    Part("partners", "/quan-tri/tich-hop", ("admin",)),
    Part("subject_requests", "/quan-tri/yeu-cau-du-lieu", ("head",)),
)
SUPERVISION: Final = (
    Part("figures", "/giam-sat/don-vi", ("head", "supervisor")),
    Part("signs", "/giam-sat/dau-hieu", ("head", "supervisor")),
    Part("national", "/giam-sat/cong-quoc-gia", ("head", "supervisor", "admin")),
    Part("log", "/giam-sat/nhat-ky", ("admin",)),
)


def show_administration(visit: Visit, _: PublicApi) -> PageResponse:
    """What an official administers."""
    return parts_page(visit, ADMINISTRATION, "start.administration")


def parts_page(visit: Visit, parts: tuple[Part, ...], title: str) -> PageResponse:
    """Those of the official's roles, as links."""
    session = session_of(visit)
    own = [each for each in parts if session.has_role(*each.roles)]
    return render(visit, "admin/start.html", parts=own, title=title)
