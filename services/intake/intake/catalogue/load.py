"""The load of a whole catalogue: a job that goes on where it ended, and changes nothing twice."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import ValidationError

from intake.catalogue.publish import ProcedureTooLarge, PublishProcedure, publish_procedure
from intake.domain.catalogue_load import CatalogueLoad, Refusal
from intake.repository import IntakeRepository
from kit.core.model import JsonDict
from kit.core.time import Clock

AT_ONCE: Final = 8
SLICE: Final = 64
"""Entries between two records of how far the load is."""
Outcome = Literal["published", "unchanged"]


@dataclass(frozen=True, slots=True)
class CatalogueLoader:
    """Publishes entries as the routes of editors do; an entry that fails is listed with its
    reason, and those behind it are loaded all the same."""

    intake: IntakeRepository
    clock: Clock
    slice_size: int = SLICE

    def is_due_first(self, file: str) -> bool:
        """Whether a new stage's first load is still to be done: nothing was published yet, or a
        load of this file did not come to its end.
        """
        load = self.intake.catalogue_load(file)
        if load is None:
            return self.intake.last_publication() is None
        return not load.is_complete

    def load(
        self,
        file: str,
        entries: Sequence[JsonDict],
        report: Callable[[CatalogueLoad], None] = lambda _: None,
    ) -> CatalogueLoad:
        """`file` is the digest of what the entries are from. Raises Conflict where somebody else
        loads the same file now.
        """
        load = self.intake.catalogue_load(file) or CatalogueLoad(file=file, total=len(entries))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while not load.is_complete:
                following = entries[load.done : load.done + self.slice_size]
                outcomes = list(pool.map(self._publish, following))
                load = self.intake.record_load(load.after(outcomes))
                report(load)
        return load

    def _publish(self, entry: JsonDict) -> Outcome | Refusal:
        code = str(entry.get("code"))
        try:
            command = PublishProcedure.model_validate_json(entry_text(entry))
            before = self.intake.newest_procedure(command.code)
            version = publish_procedure(self.intake, command, at=self.clock())
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            return Refusal(code=code, reason=f"{place}: {first['msg']}")
        except ProcedureTooLarge as error:
            return Refusal(code=code, reason=error.code)
        return "unchanged" if before and before.version == version else "published"


def entry_text(entry: JsonDict) -> str:
    """What a command to publish is read from."""
    return json.dumps({"code": entry.get("code"), "content": entry.get("content")})
