"""Right documents, each an archive of the calls about one dossier."""

import random
from typing import Any

from dvcqg.generate.courses import COURSES
from dvcqg.generate.dossier import MODES, GeneratedDossier


def right_document(number: int, course: str = "", mode: str = "", *, seed: int = 0) -> Any:
    """By number: the course, the mode, and whether the portal has the dossier already."""
    names = list(COURSES)
    chosen = course or names[number % len(names)]
    random_ = random.Random(f"{seed}/{number}/{chosen}")
    dossier = GeneratedDossier(
        number, random_, mode or MODES[number // len(names) % len(MODES)], existing=number % 5 == 4
    )
    COURSES[chosen](dossier)
    return {"calls": dossier.finish()}
