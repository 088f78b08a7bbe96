"""The public view of a dossier: its rendered JSON, ready for the look-up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicView:
    """`lookup_hash` is the keyed hash of the look-up key."""

    body: str
    etag: str
    lookup_hash: str
