"""The items of a case's moves."""

from typing import Final

from documents.domain.dossier import Dossier
from documents.domain.move import MOVING, Move
from kit.core.events import Envelope
from kit.core.model import Cipher
from kit.persistence.items import Item, Put

MOVES: Final = "MOVE#"


def move_of(cause: Envelope | None) -> tuple[Put, ...]:
    if cause is None or cause.type not in MOVING:
        return ()
    doc = Move.of(cause).model_dump_json(context={"cipher": None})
    pk = f"{Dossier.KIND}#{cause.correlation_key}"
    return (Put(Item(pk, f"{MOVES}{cause.sequence:06d}", doc)),)


def read_move(doc: str, cipher: Cipher | None) -> Move:
    return Move.model_validate_json(doc, context={"cipher": cipher})
