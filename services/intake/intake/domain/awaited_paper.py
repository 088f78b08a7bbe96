"""A paper of a dossier of the National Portal, until its file is here and checked."""

from typing import Annotated, Literal

from pydantic import Field

from kit.core.model import Model

Awaited = Literal["to_fetch", "rejected", "no_file"]
"""to_fetch: the portal's file is not here yet; rejected: it failed its check; no_file: the portal
lists the paper without a file."""


class AwaitedPaper(Model):
    """`id` is the attachment that its file becomes. `why` is the stable code of a rejection."""

    id: Annotated[str, Field(description="The id of the attachment")]
    component: Annotated[str, Field(description="The component of the procedure that it is for")]
    name: Annotated[str, Field(description="The name of that component")]
    state: Annotated[Awaited, Field(description="Why it is not among the papers")]
    why: Annotated[str | None, Field(description="The code of a rejection")] = None
    digitised: Annotated[bool, Field(description="Whether an office digitised it")] = False
    reused: Annotated[bool, Field(description="Whether it comes from an earlier dossier")] = False
    from_registry: Annotated[bool, Field(description="Whether it comes from a registry")] = False
