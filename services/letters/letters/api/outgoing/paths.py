"""The beginnings of the paths of letters that an agency writes."""

from typing import Final

PREFIXES: Final = ("/v1/outgoing", "/v1/files", "/v1/letters", "/v1/dossiers")
