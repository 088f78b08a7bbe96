"""How long a dossier must be stored, by its class: how its case ended."""

from datetime import datetime
from typing import Any, Final

from intake.domain.dossier import Dossier
from kit.core.errors import Conflicting
from kit.core.time import VIETNAM
from law.rulebook import rule_value


class RetentionRunning(Conflicting):
    """The law requires the dossier to be stored for longer."""

    code = "retention_running"
    vi = "Hồ sơ còn trong thời hạn lưu trữ nên chưa thể xóa. Hết thời hạn: {until}."
    en = "The dossier must still be stored, so it cannot be erased. The term ends: {until}."


UNDETERMINED: Final = ("chưa xác định", "not known yet")


def require_retention_over(dossier: Dossier, at: datetime) -> None:
    """Raises RetentionRunning, also while the case goes on."""
    if not is_retention_over(dossier, at):
        end = retention_end(dossier)
        raise RetentionRunning(until=end.astimezone(VIETNAM).date() if end else UNDETERMINED)


def is_retention_over(dossier: Dossier, at: datetime) -> bool:
    """Whether it need no longer be stored."""
    end = retention_end(dossier)
    return end is not None and end <= at


def retained_until(dossier: Dossier) -> str | None:
    """The day in Vietnam on which its retention ends; None where nobody can say yet."""
    end = retention_end(dossier)
    return end.astimezone(VIETNAM).date().isoformat() if end else None


def retention_end(dossier: Dossier) -> datetime | None:
    """When it need no longer be stored, by the rule as of its end.

    None while its case goes on, and where no number of years is known of its class.
    """
    if not dossier.has_ended or dossier.ended_at is None:
        return None
    classes: dict[str, Any] = rule_value(
        "retention_of_dossiers", on=dossier.ended_at.astimezone(VIETNAM).date()
    ).value
    years = classes.get(dossier.ending or "")
    return _years_after(dossier.ended_at, int(years)) if years is not None else None


def _years_after(at: datetime, years: int) -> datetime:
    try:
        return at.replace(year=at.year + years)
    except ValueError:  # 29 February
        return at.replace(year=at.year + years, month=3, day=1)
