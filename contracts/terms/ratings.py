"""How satisfied a citizen is with the handling of a dossier."""

from typing import Literal

Grade = Literal["very_satisfied", "satisfied", "dissatisfied"]
"""Rất hài lòng, hài lòng, không hài lòng."""
