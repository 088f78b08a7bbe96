"""The pictures that a result bears beside its name: the official's signature, the agency's seal."""

import struct
from base64 import b64encode
from datetime import datetime
from typing import Final

from documents.domain.agency_seal import picture_key
from documents.domain.ports import FileStore
from documents.rendering.contents import SignaturePictures
from documents.repository import DocumentsRepository
from documents.signing.present_seals import PresentSeals

SIZE: Final = slice(16, 24)
"""Where a PNG has its width and height in dots."""


class PresentPictures:
    """Finds them as of now. A picture never changes: another one has another digest."""

    def __init__(self, documents: DocumentsRepository, file_store: FileStore) -> None:
        self._documents = documents
        self._file_store = file_store
        self._seals = PresentSeals(documents)
        self._drawings: dict[str, str] = {}

    def of(self, agency: str, official: str, at: datetime) -> SignaturePictures | None:
        """None where the operator stored neither for this agency and official."""
        seal = self._seals.of(agency, at)
        signature = self._documents.signature_picture(official)
        if signature is None and (seal is None or seal.picture is None):
            return None
        return SignaturePictures(
            signature=self._drawing(signature) if signature else None,
            seal=self._drawing(seal.picture) if seal and seal.picture else None,
            diameter=seal.diameter if seal else 0,
        )

    def _drawing(self, digest: str) -> str:
        if digest not in self._drawings:
            self._drawings[digest] = as_svg(self._file_store.read(picture_key(digest)))
        return self._drawings[digest]


def as_svg(png: bytes) -> str:
    """A PNG as text that a template can draw."""
    width, height = struct.unpack(">II", png[SIZE])
    data = b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
