"""The axis that the settings name, with the secret of our system there."""

from typing import Final

from kit.core.time import Clock
from kit.platform.secrets import secret
from letters.adapters.axis_http import AxisConnection
from letters.adapters.national_axis import NationalAxis
from letters.adapters.provincial_platform import ProvincialPlatform
from letters.edxml.axis import DocumentAxis
from letters.settings import LettersSettings

PROVINCIAL: Final = "provincial"


def axis_from_settings(settings: LettersSettings, clock: Clock) -> DocumentAxis:
    """Made once a process; a rotated secret is read by the next one."""
    connection = AxisConnection(settings.axis_url)
    value = secret(settings.axis_secret)
    if settings.axis_dialect == PROVINCIAL:
        return ProvincialPlatform(connection, settings.axis_system, value)
    return NationalAxis(connection, settings.axis_system, value, clock)
