"""Terms of required documents (thành phần hồ sơ): each paper, and the case that it belongs to."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

from pydantic import Field

from contracts.terms import Channel, Moment
from kit.core.errors import Conflicting, Invalid
from kit.core.model import Model

CaseKind = Literal["common", "part", "present", "case", "one_of", "delegation", "note"]
"""common, part: in every dossier; present: shown, not filed; case: only where it applies; one_of:
one paper of the list; delegation: only where somebody else files; note: papers in no case."""
Requirement = Literal["required", "conditional", "alternative", "not_stated"]


class DocumentCase(Model):
    """Trường hợp: a list of papers within a procedure."""

    id: Annotated[str, Field(max_length=10, description="Stable within the version")]
    kind: Annotated[CaseKind, Field(description="When its papers belong to a dossier")]
    name: Annotated[str, Field(description="As the portal names it; empty where it does not")] = ""


class Replacement(Model):
    """A national database that has what a paper says (NQ 66.7/2025/NQ-CP)."""

    row: Annotated[int, Field(ge=0, description="The row of data/document_substitutions.json")]
    database: Annotated[str, Field(description="The database")]


class HeldPart(Model):
    """A paper within a row that lists several, and the database that has its data."""

    name: Annotated[str, Field(description="The paper, as the resolution names it")]
    database: Annotated[str, Field(description="The database")]


class Component(Model):
    """Thành phần hồ sơ: a paper the procedure asks for. `id` is stable within the procedure's
    version."""

    id: Annotated[str, Field(description="Stable within the version")]
    name: Annotated[str, Field(description="The name of the document")]
    required: Annotated[bool, Field(description="Whether no dossier is filed without it")]
    originals: Annotated[int, Field(description="How many originals")] = 0
    copies: Annotated[int, Field(description="How many copies")] = 0
    code: Annotated[
        str | None, Field(description="Mã thành phần hồ sơ, the national code; null: none is known")
    ] = None
    case: Annotated[
        str | None, Field(description="The case of papers it belongs to; null: every dossier")
    ] = None
    requirement: Annotated[
        Requirement | None,
        Field(description="How far it is required within its case; null: as `required` says"),
    ] = None
    reason: Annotated[
        str | None, Field(description="Why `requirement` was judged so: data/README.md")
    ] = None
    condition: Annotated[
        str | None, Field(description="The words of the condition on which it is required")
    ] = None
    is_application_form: Annotated[
        bool, Field(description="Whether it is the application form (đơn, tờ khai)")
    ] = False
    presented: Annotated[bool, Field(description="Whether it is shown and not filed")] = False
    by_channel: Annotated[
        tuple[Channel, ...], Field(description="The channels it is for; empty: all of them")
    ] = ()
    replaced_by: Annotated[
        tuple[Replacement, ...], Field(description="Where the State has what it says")
    ] = ()
    held_parts: Annotated[
        tuple[HeldPart, ...],
        Field(description="Papers within it whose data the State has: these are left out"),
    ] = ()
    templates: Annotated[tuple[str, ...], Field(description="File names of its template")] = ()

    @property
    def held_by(self) -> tuple[str, ...]:
        """The national databases that have its data; nobody has to hand it in then."""
        return tuple(dict.fromkeys(each.database for each in self.replaced_by))


LONGEST_HELD_NAME: Final = 200


class HeldPaper(Model):
    """A paper of a procedure whose data the State has: it is requested on a ground alone."""

    component: Annotated[str, Field(description="The component of the procedure")]
    name: Annotated[str, Field(description="Its name, at most 200 characters of it")]
    database: Annotated[str, Field(description="The database")]


def held_papers(components: Sequence[Component]) -> tuple[HeldPaper, ...]:
    """Those that a database replaces; of a row that lists several the parts, as `p01.1`."""
    whole = (
        HeldPaper(component=each.id, name=each.name[:LONGEST_HELD_NAME], database=each.held_by[0])
        for each in components
        if each.replaced_by
    )
    parts = (
        HeldPaper(
            component=f"{each.id}.{place}",
            name=part.name[:LONGEST_HELD_NAME],
            database=part.database,
        )
        for each in components
        for place, part in enumerate(each.held_parts, start=1)
    )
    return (*whole, *parts)


RequestGround = Annotated[
    Literal["differs", "not_answered", "no_data"],
    Field(
        description="differs: the database has other data; not_answered: it did not respond; "
        "no_data: it has none on the applicant"
    ),
]
"""Why a paper is requested although a database should have its data (NĐ 118/2025 Điều 4.2a, as of
NĐ 309/2026)."""


class PaperHeldByState(Conflicting):
    """A paper is requested, or taken at a desk, whose data the State has, without a ground."""

    code = "paper_held_by_state"
    vi = (
        "Nhà nước đã có dữ liệu của giấy tờ này ({database}), không được yêu cầu người dân nộp. "
        "Nếu dữ liệu sai khác hoặc cơ sở dữ liệu không trả lời, vui lòng ghi nhận căn cứ đó."
    )
    en = (
        "The State has the data of this paper ({database}); nobody has to hand it in. Where the "
        "data differ or the database does not respond, please record that ground."
    )


class GroundNeedless(Invalid):
    """No database has the data of this paper: it is requested without a ground."""

    code = "ground_needless"
    vi = "Không có cơ sở dữ liệu nào thay thế giấy tờ này; không cần ghi căn cứ."
    en = "No database replaces this paper; it needs no ground."


class GroundedRequest(Model):
    """A paper is requested whose data the State should have: on which ground, by whom, when."""

    component: Annotated[str, Field(max_length=40, description="The component of the procedure")]
    ground: RequestGround
    database: Annotated[str, Field(max_length=200, description="The database")]
    by: Annotated[
        str,
        Field(description="The official's subject; exchange: a registry answered so by itself"),
    ]
    at: Annotated[Moment, Field(description="When it was recorded")]


class PaperStatement(Model):
    """What whoever files states of the papers: which cases of papers (trường hợp) it is, None as
    long as nobody chose; whether the condition of a conditional paper applies; and what a desk asks
    for all the same, which is filed beside it and not within.

    At the filing what nobody stated is recorded as not applying.
    """

    cases: Annotated[
        tuple[str, ...] | None, Field(max_length=20, description="The cases; null: nobody chose")
    ] = None
    conditions: Annotated[
        dict[str, bool], Field(max_length=250, description="By component: whether it applies")
    ] = Field(default_factory=dict)
    grounds: Annotated[
        tuple[GroundedRequest, ...],
        Field(max_length=40, description="What was requested although the State has its data"),
    ] = ()


def stated(statement: PaperStatement) -> PaperStatement | None:
    """None where nothing is stated: most dossiers store none."""
    return statement if statement != PaperStatement() else None
