"""The queries of status."""

from typing import Annotated

from pydantic import Field

from kit.core.model import Model


class MonthQuery(Model):
    """The month of the figures."""

    month: Annotated[
        str,
        Field(
            pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$",
            description="The month of filing, YYYY-MM, in Vietnam's time.",
        ),
    ]
