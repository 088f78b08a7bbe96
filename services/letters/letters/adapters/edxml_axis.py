"""The way out of the province as edXML packages over a document axis."""

from dataclasses import dataclass, field

from kit.platform import log
from letters.border.outgoing_package import OutgoingPackages
from letters.domain.lane import LaneMessage
from letters.domain.letter import Letter
from letters.domain.ports import AxisDown, AxisRefused
from letters.edxml import axis as axes
from letters.edxml.sign import NotAsWritten, OfficeKey, write_signed
from letters.edxml.tree import Unwritable

NOT_WRITTEN = "not_written"
"""The code of a letter that no package can say."""


@dataclass(frozen=True)
class EdxmlAxis:
    """`Axis` of letters: a message becomes a signed package. The document axis knows no key of
    ours: after a lost answer the same message is sent again, and whoever gets it knows it by its
    document id.
    """

    axis: axes.DocumentAxis
    office: OfficeKey = field(repr=False)
    packages: OutgoingPackages

    def send(self, key: str, letter: Letter, message: LaneMessage) -> str | None:
        package = self.packages.package_of(letter, message)
        if package is None:
            return None
        try:
            content = write_signed(package[0], self.axis.dialect, self.office)
            return self.axis.send(content, package[1])
        except axes.AxisUnavailable as error:
            raise AxisDown(str(error)) from None
        except axes.AxisRefused as refusal:
            if refusal.is_final:
                raise AxisRefused(refusal.code) from None
            raise AxisDown(refusal.code) from None
        except (NotAsWritten, Unwritable) as error:
            log.warning("letter_not_written", key=key, why=str(error)[:80])
            raise AxisRefused(NOT_WRITTEN) from None

    def has(self, key: str, letter: Letter, message: LaneMessage) -> bool:  # noqa: ARG002
        """Nobody can say."""
        return False
