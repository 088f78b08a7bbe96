"""The dossier's code in the text of a transfer: a hint for an accountant, never a match by itself.

`<agency>-YYMMDD-NNNN`; banks drop its dots and dashes or put spaces for them.
"""

import re
from typing import Final

GAP: Final = r"[\s.,:/_–—-]{0,3}"
PROVINCIAL: Final = re.compile(
    rf"(?<![A-Z0-9])([A-Z][0-9]{{2}})((?:{GAP}[0-9]{{2}}){{0,3}}?){GAP}"
    rf"([23][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])){GAP}([0-9]{{4,7}})(?![0-9])"
)
MOST_CODES: Final = 3


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that a text may name, each once, in its order, at most three."""
    codes = (
        f"{province}{''.join(f'.{part}' for part in re.findall('[0-9]{2}', units))}-{day}-{number}"
        for province, units, day, number in PROVINCIAL.findall(text.upper())
    )
    return tuple(dict.fromkeys(codes))[:MOST_CODES]
