"""What callers send to notifications."""

from pydantic import Field

from contracts.terms import Language
from kit.core.model import Body


class PreferencesBody(Body):
    """What a citizen prefers."""

    mail: bool = Field(description="Also mails that the law does not ask for")
    language: Language | None = Field(
        default=None, description="The language of notices; none: that of each dossier"
    )
