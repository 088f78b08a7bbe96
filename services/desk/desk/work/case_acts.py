"""The acts on a case as its pages show them."""

from dataclasses import dataclass

from desk.work.act_forms import ActForm
from desk.work.act_table import ACT_FORMS
from desk.work.case_models import Case


@dataclass(frozen=True, slots=True)
class ActButton:
    """An act of the official's roles: a link, or the reason why not now."""

    form: ActForm
    allowed: bool
    because: str


def buttons_of(case: Case) -> tuple[ActButton, ...]:
    """The acts of the official's roles in their fixed order."""
    buttons = []
    for form in ACT_FORMS:
        permissions = [each for act in form.acts if (each := case.permission(act))]
        if not permissions:
            continue
        allowed = any(each.allowed for each in permissions)
        because = next((each.because for each in permissions if each.because), "") or ""
        buttons.append(ActButton(form, allowed, "" if allowed else because))
    return tuple(buttons)
