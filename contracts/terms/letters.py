"""Letters between agencies (văn bản): their registers, states, acts and urgency."""

from typing import Literal

Direction = Literal["out", "in"]
"""Văn bản đi, văn bản đến."""
