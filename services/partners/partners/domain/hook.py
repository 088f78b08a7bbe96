"""A webhook endpoint of a partner: where its events are delivered, signed."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from pydantic import Field

from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed

HookState = Literal["pending", "active", "disabled"]
Why = Literal["gone", "failing"]
MOST_HOOKS: Final = 5
ROTATION: Final = timedelta(hours=24)
"""For so long deliveries bear a signature by the former secret too."""


class TooManyHooks(Conflicting):
    """The partner has as many endpoints as it may have."""

    code = "too_many_hooks"
    vi = "Đơn vị tích hợp đã có 5 địa chỉ nhận sự kiện. Vui lòng xóa một địa chỉ trước."
    en = "The partner has five endpoints already. Please delete one of them first."


class HookNotActive(Conflicting):
    """Nothing is delivered to the endpoint: a test has to succeed first."""

    code = "hook_not_active"
    vi = "Địa chỉ nhận sự kiện chưa hoạt động. Vui lòng gửi thử thành công trước."
    en = "The endpoint is not active. Please send a successful test first."


class HookSecret(Model):
    """A secret of signatures; a former one has an end."""

    value: Sealed[str]
    until: datetime | None = None


class Hook(Aggregate):
    """Of `partner`; `secrets` begin with the present one."""

    KIND: ClassVar[str] = "HOOK"

    partner: str
    url: str
    state: HookState = "pending"
    secrets: tuple[HookSecret, ...] = Field(repr=False)
    created_at: datetime
    why: Why | None = None
    changed_at: datetime

    def signing_secrets(self, at: datetime) -> tuple[str, ...]:
        """The present one, and a former one until its end."""
        return tuple(each.value for each in self.secrets if each.until is None or each.until > at)


def activated(hook: Hook, at: datetime) -> Hook:
    """A test succeeded."""
    return hook.evolve(state="active", why=None, changed_at=at)


def disabled(hook: Hook, why: Why, at: datetime) -> Hook:
    """Nothing is delivered any more until a test succeeds."""
    return hook.evolve(state="disabled", why=why, changed_at=at)


def rotated(hook: Hook, secret: str, at: datetime) -> Hook:
    """The former secret signs for a day more; one before it ends now."""
    former = hook.secrets[0].evolve(until=at + ROTATION)
    return hook.evolve(secrets=(HookSecret(value=secret), former))
