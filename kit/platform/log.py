"""Structured logs and metrics: one JSON line a call, ids only, never a person's data."""

import json
import logging
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import PurePath
from typing import Final, NamedTuple

from kit.platform import settings, tracing

NAMESPACE = "MotCua"
LEVELS: Final = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40}


class Logger(NamedTuple):
    """One JSON line on standard output a call. A library's logger costs a first answer 8 % and a
    warm one as much.
    """

    service: str
    level: int

    def write(self, level: str, message: str, ids: dict[str, object]) -> None:
        """A line, unless its level is below the function's; what JSON can't say is written as its
        text.
        """
        if LEVELS[level] < self.level:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "level": level,
            "message": message,
            "timestamp": at,
            "service": self.service,
        }
        line |= {**ids, "trace": tracing.current()}
        sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


@cache
def logger() -> Logger:
    """The logger of this function, with service and level from the settings."""
    level = settings.variable("LOG_LEVEL", "INFO").upper()
    return Logger(settings.variable("SERVICE", "motcua"), LEVELS.get(level, LEVELS["INFO"]))


def info(message: str, **ids: object) -> None:
    """Log a fact with the ids it concerns."""
    logger().write("INFO", message, ids)


def warning(message: str, **ids: object) -> None:
    """Log something an operator should know."""
    logger().write("WARNING", message, ids)


def failure(message: str, error: BaseException, **ids: object) -> None:
    """Log an unexpected error by its type and places: its text may quote a person's data and stays
    out.
    """
    places = [
        f"{PurePath(f.filename).name}:{f.lineno}"
        for f in traceback.extract_tb(error.__traceback__)[-8:]
    ]
    described = {
        "error": type(error).__name__,
        "code": getattr(error, "code", None) or _aws_code(error),
        "places": places,
    }
    logger().write("ERROR", message, {**ids, **described})


def _aws_code(error: BaseException) -> object:
    """AWS's word for what went wrong, such as AccessDeniedException; None for another's error."""
    answer = getattr(error, "response", None)
    return answer.get("Error", {}).get("Code") if isinstance(answer, dict) else None


LIBRARY_LINES: Final = 5
"""Lines of one library's logger that a process writes: a crafted file made one write 360,000."""


class LibraryRecords(logging.Handler):
    """Writes that a library logged something, by its name and level: its text may quote what
    somebody sent.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._written: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self._written[record.name] += 1
        if self._written[record.name] <= LIBRARY_LINES:
            level = record.levelname if record.levelname in LEVELS else "ERROR"
            logger().write(level, "library", {"library": record.name})


def mute_libraries() -> None:
    """From now on no library's words reach the log: records and warnings are named, not told."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.addHandler(LibraryRecords())
    logging.captureWarnings(capture=True)


def metric(name: str, value: float = 1, unit: str = "Count") -> None:
    """Count a fact of the domain, as one line in CloudWatch's embedded metric format."""
    service = settings.variable("SERVICE", "motcua")
    line = {
        "_aws": {
            "Timestamp": int(time.time() * 1000),
            "CloudWatchMetrics": [
                {
                    "Namespace": NAMESPACE,
                    "Dimensions": [["service"]],
                    "Metrics": [{"Name": name, "Unit": unit}],
                }
            ],
        },
        "service": service,
        name: value,
    }
    sys.stdout.write(json.dumps(line) + "\n")
