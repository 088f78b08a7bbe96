"""The manifest of the leaves: how far the archive is folded, and which object has which month."""

from typing import Final

from pydantic import Field

from kit.core.model import Model
from status.domain.figure_ports import Objects

KEY: Final = "leaves/manifest.json"


class Manifest(Model):
    """`cursor` is the key behind which the archive is read on, `seen` are the keys behind it that
    are folded already.

    `parts` has the key of each month's table; of `unpublished` months figures are to be written.
    `closed` months never change any more. `acts` has the key of each day's table of acts,
    `reported` is the day (YYYY-MM-DD) of the latest report of supervision.
    """

    cursor: str = ""
    seen: tuple[str, ...] = ()
    parts: dict[str, str] = Field(default_factory=dict)
    unpublished: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    acts: dict[str, str] = Field(default_factory=dict)
    reported: str = ""


class StoredManifest(Model):
    """A manifest, and the tag under which it is stored; None: it is not yet."""

    manifest: Manifest
    etag: str | None

    def save(self, changed: Manifest, objects: Objects) -> None:
        """Store a changed manifest in the place of this one; raises ObjectChanged where another
        run was faster.
        """
        objects.replace(KEY, changed.model_dump_json().encode(), self.etag)


def stored_manifest(objects: Objects) -> StoredManifest:
    """The manifest as it is stored, or an empty one."""
    stored = objects.get(KEY)
    if stored is None:
        return StoredManifest(manifest=Manifest(), etag=None)
    return StoredManifest(manifest=Manifest.model_validate_json(stored.body), etag=stored.etag)
