"""The navigation: the sections that an official has work in, in the order of a working day."""

from typing import Final, NamedTuple


class Section(NamedTuple):
    """A link of the navigation: `text` is the key of its sentence, `roles` whose section it is
    (none: everybody's), `within` the paths whose pages belong to it;
    `in_training`: only where officials practise; `hint` is the key of a sentence on the work there.
    """

    text: str
    path: str
    roles: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    in_training: bool = False
    hint: str = ""

    def is_current(self, path: str) -> bool:
        """Whether a page belongs to it."""
        return path == self.path or (bool(self.within) and path.startswith(self.within))


DESK_ROLES: Final = ("receptionist", "officer", "approver", "clerk", "head")
"""The roles of officials who act on cases."""
SECTIONS: Final[tuple[Section, ...]] = (
    Section("desk.today", "/", within=("/viec", "/ho-so")),
    Section("desk.find", "/tim"),
    Section("desk.register", "/so-theo-doi", ("receptionist", "clerk", "head", "supervisor")),
    Section("desk.counter", "/quay", ("receptionist",), ("/quay/", "/so-hoa")),
    Section(
        "desk.tasks",
        "/can-chuyen",
        ("receptionist", "officer", "clerk", "head", "supervisor"),
        ("/can-chuyen/",),
    ),
    Section(
        "desk.shared",
        "/giay-to-chia-se",
        ("receptionist", "officer", "approver", "head"),
        ("/giay-to-chia-se/",),
    ),
    Section(
        "desk.letters",
        "/van-ban",
        (*DESK_ROLES, "supervisor"),
        ("/van-ban/",),
    ),
    Section(
        "desk.lanes",
        "/dong-bo",
        ("receptionist", "officer", "head", "supervisor", "admin"),
        ("/dong-bo/",),
    ),
    Section(
        "desk.feedback",
        "/phan-anh",
        ("receptionist", "officer", "approver", "head", "supervisor"),
        ("/phan-anh/",),
    ),
    Section(
        "desk.ratings",
        "/danh-gia",
        ("receptionist", "officer", "approver", "head", "supervisor"),
        ("/danh-gia/",),
    ),
    Section(
        "start.supervision",
        "/giam-sat",
        ("head", "supervisor", "admin"),
        ("/giam-sat/",),
        hint="today.supervision_hint",
    ),
    Section("desk.own_signs", "/giai-trinh", DESK_ROLES, ("/giai-trinh/",)),
    Section(
        "start.administration",
        "/quan-tri",
        ("admin", "catalogue_editor", "approver", "head"),
        ("/quan-tri/", "/uy-quyen"),
        hint="today.administration_hint",
    ),
    Section(
        "money.section_cash",
        "/thu-ngan",
        ("accountant", "cashier"),
        ("/thu-ngan/",),
        hint="today.cash_hint",
    ),
    Section("training.title", "/luyen-tap", within=("/luyen-tap/",), in_training=True),
    Section(
        "money.section_accounts",
        "/ke-toan",
        ("accountant",),
        ("/ke-toan/",),
        hint="today.accounts_hint",
    ),
)
"""An area adds its links here, where they stand in the order of the day."""
