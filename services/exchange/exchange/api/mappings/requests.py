"""What officials request of national codes."""

from typing import Annotated

from pydantic import Field, StringConstraints

from exchange.domain.difference import DifferenceKind
from exchange.domain.mapping import LONGEST_CODE, MappingKind, MappingState
from kit.core.model import Body
from kit.http.pagination import PageQuery

Kind = Annotated[MappingKind, Field(description="What kind of thing of ours")]
Ours = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Za-zĐđ][0-9A-Za-zĐđ ._~-]{0,79}$"),
    Field(description="Our code; of a component or a result `<procedure>~<part>`, as listed"),
]


class MappingsQuery(PageQuery):
    """Which mappings."""

    kind: Annotated[MappingKind, Field(description="What kind of thing of ours")] = "component"
    state: Annotated[
        MappingState,
        Field(
            description="by_code, by_name: matched with what the portal lists; by_hand: set by an "
            "administrator; by_catalogue: as our catalogue has it, the portal was not read yet; "
            "unmatched: nothing stands for it"
        ),
    ] = "unmatched"


class DifferencesQuery(PageQuery):
    """Which differences."""

    kind: Annotated[DifferenceKind, Field(description="What differs")] = "procedure_missing_there"


class NationalCodeBody(Body):
    """The national code that stands for something of ours."""

    code: Annotated[
        str | None,
        Field(
            max_length=LONGEST_CODE,
            description="As the portal lists it; null: what was set is withdrawn, and the next "
            "comparison matches it again",
        ),
    ]
