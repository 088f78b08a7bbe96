"""The tables of attacks, one module for what is attacked."""

from typing import Final

from tests.attacks import keys, portal, readers, rights, tokens
from tests.attacks.attack import Attack

ATTACKS: Final[tuple[Attack, ...]] = (
    *rights.ATTACKS,
    *keys.ATTACKS,
    *tokens.ATTACKS,
    *portal.ATTACKS,
    *readers.ATTACKS,
)
