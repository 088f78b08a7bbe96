"""The handler of what the National Portal fetches."""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import Field

from exchange.files.open_file import FileOpener
from exchange.files.tokens import LONGEST_TOKEN
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.security.principal import Principal

Token = Annotated[str, Field(max_length=LONGEST_TOKEN, description="As the link has it")]
PORTAL: Final = Principal("national-portal", "integrator")
"""Who reads a file, in the records of access: whoever has the link has it of the portal."""
PURPOSE: Final = "national_portal"


@dataclass(frozen=True, slots=True)
class FileHandlers:
    """Bound to who opens files."""

    opener: FileOpener

    def open_file(self, request: RequestContext, token: Token) -> Response:
        """Fetch a file of a dossier

        Redirects to an address that is good for five minutes. The National Portal has the link in
        the payload of the dossier: it is good for 30 days, and ends with the erasure of the
        dossier. Each fetch is on record, as every reading of personal data.
        """
        opened = self.opener.open(token, request.address, at=request.now)
        request.disclose_to(PORTAL, opened.dossier, object=opened.file, purpose=PURPOSE)
        return Response(None, headers={"Location": opened.url, "Referrer-Policy": "no-referrer"})
