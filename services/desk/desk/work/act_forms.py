"""The acts on a case as forms: where each one is, what it takes, and what the applicant gets."""

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from front.forms.fields import Kind

NoticeKind = Literal["sms_mail", "mail", "notice", "nobody"]
"""How the applicant learns of the act (docs/events.md)."""
Source = Literal["", "return", "stop", "pay", "ground", "desks", "agencies", "components", "undo"]
"""Where the choices of a field come from: fixed ones of the texts, or the services."""


class Question(NamedTuple):
    """A field of an act; a `moment` is a day and a time of day."""

    name: str
    kind: "Kind | Literal['moment', 'lines']"
    required: bool = True
    source: Source = ""
    lines: int = 0


class ActForm(NamedTuple):
    """`acts` are casework's names of what it does, `slug` the end of its address, `route` that of
    casework's route. `paper` is the number of the form that is made (Mẫu 01 to 05), `fresh`: the
    official signs, and has shown the second factor a short time ago. `has_result`: it says what a
    result says; `leaves`: the case may be no business of the official afterwards.
    """

    acts: tuple[str, ...]
    slug: str
    route: str
    roles: tuple[str, ...]
    questions: tuple[Question, ...] = ()
    notice: NoticeKind = "nobody"
    paper: str = ""
    fresh: bool = False
    has_result: bool = False
    leaves: bool = False

    @property
    def name(self) -> str:
        """Names it in texts."""
        return self.acts[0]


UNDOABLE: Final = {
    "undo_rejection": "reject",
    "undo_stop": "stop",
    "undo_return": "return_result",
    "undo_supplement_request": "request_supplement",
}
"""The act that takes one back -> the mistaken one, as the route names it."""
