"""The address of the portal, as notices name it."""

from typing import Final

from kit.core.model import Model

LONGEST_SHORT: Final = 39
"""Characters without the scheme: what every SMS has room for beside its longest facts."""


class PortalAddress(Model):
    """`url` is the portal's own address; empty where a stage has none."""

    url: str = ""

    @property
    def short(self) -> str:
        """The address without its scheme, for an SMS; empty if it does not fit into one."""
        bare = self.url.partition("://")[2].rstrip("/")
        return bare if len(bare) <= LONGEST_SHORT else ""
