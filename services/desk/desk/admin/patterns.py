"""The forms of the values in the paths of administration."""

from typing import Final

AGENCY: Final = r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3}"
SUBJECT: Final = r"[A-Za-z0-9][A-Za-z0-9_.:@|-]{0,127}"
"""Of an access token: the code of an account."""
VERSION: Final = r"[1-9][0-9]{0,6}"
MONTH: Final = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"
