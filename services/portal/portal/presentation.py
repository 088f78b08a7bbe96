"""The templates and sentences of the portal's pages."""

from pathlib import Path
from typing import Final

from front.presentation import Presentation

PRESENTATION: Final = Presentation(Path(__file__).parent)
