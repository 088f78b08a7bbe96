"""Structured logs and metrics: one JSON line a call, ids only, never a person's data."""

import json
import sys
import time
import traceback
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from kit import settings, trace

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

NAMESPACE = "MotCua"


@cache
def logger() -> "Logger":
    """The logger of this function (Powertools), with service and level from the settings."""
    from aws_lambda_powertools import Logger

    return Logger(
        service=settings.variable("SERVICE", "motcua"),
        level=settings.variable("LOG_LEVEL", "INFO"),
        use_rfc3339=True,
        location=None,
    )


def info(message: str, **ids: object) -> None:
    """Log a fact with the ids it concerns."""
    logger().info(message, extra={**ids, "trace": trace.current()})


def warning(message: str, **ids: object) -> None:
    """Log something an operator should know."""
    logger().warning(message, extra={**ids, "trace": trace.current()})


def failure(message: str, error: BaseException, **ids: object) -> None:
    """Log an unexpected error by its type and places: its text may quote a person's data and stays out."""
    places = [f"{PurePath(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-8:]]
    code = getattr(error, "code", None)
    logger().error(
        message,
        extra={
            **ids,
            "error": type(error).__name__,
            "code": code,
            "places": places,
            "trace": trace.current(),
        },
    )


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
