"""The templates and sentences of the desk's pages."""

from pathlib import Path
from typing import Final

from desk.sections import SECTIONS
from front.presentation import Presentation

PRESENTATION: Final = Presentation(Path(__file__).parent, {"sections": SECTIONS}, numeric_days=True)
