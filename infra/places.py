"""Where the sources, locks and products of packaging lie, and which services there are."""

from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
INFRA = ROOT / "infra"
LOCKS = ROOT / "requirements"
BUILD = ROOT / "build"
LOCAL_RUNTIME = ROOT / ".local" / "runtime" / "bin" / "python"

SERVICES: Final = (
    "intake",
    "casework",
    "documents",
    "payments",
    "notifications",
    "status",
    "exchange",
    "identity",
    "partners",
    "voice",
    "letters",
)
CLIENTS: Final = ("portal", "desk")
"""Deployed like services, but without table and inbox: they call public routes and offer pages."""
