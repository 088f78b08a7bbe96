"""A mail to a partner's contact: its endpoint is disabled, and what to do."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from kit.core.ids import new_ulid
from kit.core.time import VIETNAM
from kit.persistence.repository import Conflict
from kit.platform import log
from partners.domain.hook import Hook, Why
from partners.domain.hook_progress import HookProgress, leased
from partners.domain.ports import ContactMail, MailNotSent
from partners.repository import PartnersRepository

AGAIN_AFTER: Final = timedelta(minutes=15)
TRIED_FOR: Final = timedelta(days=1)
"""From then on the alarm, which an operator reads, and the feed are all that says so."""
SUBJECT: Final = "Một Cửa: đã ngừng gửi sự kiện / webhook endpoint disabled"
REASONS: Final[dict[Why, tuple[str, str]]] = {
    "gone": ("địa chỉ trả lời 410", "it answered 410"),
    "failing": ("không lần gửi nào thành công trong 5 ngày", "no delivery succeeded for five days"),
}
TEXT: Final = """Kính gửi {name},

Hệ thống đã ngừng gửi sự kiện đến {url} từ {at}, vì {vi}.
Không sự kiện nào bị mất: chương trình của đơn vị vẫn đọc được qua GET /partners/v1/events trong
90 ngày. Khi địa chỉ hoạt động lại, vui lòng gửi thử bằng POST /partners/v1/hooks/{id}/test; các sự
kiện chưa gửi sẽ được gửi tiếp.

---

Deliveries to {url} ended at {at}, because {en}.
Nothing is lost: your program reads the events by GET /partners/v1/events for 90 days. Once the
endpoint works again, please send a test by POST /partners/v1/hooks/{id}/test; deliveries go on
where they ended.
"""


@dataclass(frozen=True, slots=True)
class DisablingNotices:
    """One mail for each time that an endpoint was disabled."""

    repository: PartnersRepository
    mail: ContactMail

    def send(self, hook_id: str, at: datetime) -> None:
        """Of an endpoint that is not active: the mail that is due, else it has no work."""
        progress = self.repository.progress(hook_id)
        if progress.is_leased(at):
            return
        hook = self.repository.sealed_hook(hook_id)
        with suppress(Conflict):
            if hook is not None and _is_due(hook, progress, at):
                self._send(hook, self.repository.save_progress(_taken(progress, at), at), at)
            elif progress.wake_at is not None:
                self.repository.save_progress(progress.evolve(wake_at=None), at)

    def _send(self, hook: Hook, progress: HookProgress, at: datetime) -> None:
        """The endpoint was disabled under our lease; raises Conflict."""
        freed = progress.evolve(lease=None, lease_until=None)
        try:
            self._mail(hook)
        except MailNotSent:
            log.warning("notice_not_sent", hook=hook.id)
            self.repository.save_progress(freed.evolve(wake_at=at + AGAIN_AFTER), at)
            return
        log.info("notice_sent", hook=hook.id)
        self.repository.save_progress(freed.evolve(wake_at=None, notified_at=at), at)

    def _mail(self, hook: Hook) -> None:
        partner = self.repository.opened_partner(hook.partner)
        if partner is None or hook.why is None:
            return
        vi, en = REASONS[hook.why]
        moment = f"{hook.changed_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        text = TEXT.format(name=partner.name, url=hook.url, at=moment, vi=vi, en=en, id=hook.id)
        self.mail.send(partner.contact, SUBJECT, text)


def _is_due(hook: Hook, progress: HookProgress, at: datetime) -> bool:
    is_new = progress.notified_at is None or progress.notified_at < hook.changed_at
    return hook.state == "disabled" and is_new and at - hook.changed_at < TRIED_FOR


def _taken(progress: HookProgress, at: datetime) -> HookProgress:
    return leased(progress, new_ulid(at), at)
