"""Whether a partner's program may do what it requests, and how often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kit.core.errors import Forbidden, TooManyRequests
from kit.core.time import VIETNAM
from kit.security.principal import Principal
from partners.domain.partner import Partner
from partners.domain.scopes import REQUESTS_A_DAY, Scope
from partners.repository import PartnersRepository


class PartnerSuspended(Forbidden):
    """The partner is suspended, or its agreement is over."""

    code = "partner_suspended"
    vi = (
        "Đơn vị tích hợp đang tạm dừng hoặc thỏa thuận đã hết hiệu lực. Vui lòng liên hệ quản trị "
        "viên của tỉnh."
    )
    en = (
        "The partner is suspended, or its agreement has expired. Please contact the administrator "
        "of the province."
    )


class ScopeMissing(Forbidden):
    """The agreement, or the token, does not have the scope."""

    code = "scope_missing"
    vi = "Thỏa thuận hoặc mã truy cập không có phạm vi {scope}."
    en = "The agreement, or the token, does not have the scope {scope}."


class DailyLimitReached(TooManyRequests):
    """The partner's requests of the day are used up."""

    code = "daily_limit_reached"
    vi = "Đã dùng hết {limit} yêu cầu của hôm nay. Hạn mức mới bắt đầu lúc 0 giờ, giờ Việt Nam."
    en = "The {limit} requests of today are used up. The next day begins at midnight in Vietnam."


@dataclass(frozen=True, slots=True)
class Admission:
    """Admits programs by the agreement of this moment."""

    repository: PartnersRepository

    def admitted(self, caller: Principal | None, needed: Scope | None, at: datetime) -> Partner:
        """The partner of whoever brought a key or a token; raises as `admit`."""
        if caller is None:
            raise Forbidden
        return self.admit(caller.sub, caller.scopes, needed, at)

    def admit(
        self, partner: str, scopes: frozenset[str], needed: Scope | None, at: datetime
    ) -> Partner:
        """The partner; `scopes` are those of its token, `needed` that of the route, if any.

        Raises PartnerSuspended, ScopeMissing, DailyLimitReached.
        """
        admitted = self.repository.partner(partner)
        if admitted is None or admitted.state != "active" or not admitted.agreement.holds(at):
            raise PartnerSuspended
        agreement = admitted.agreement
        if needed is not None and needed not in scopes.intersection(agreement.scopes):
            raise ScopeMissing(scope=needed)
        limit = REQUESTS_A_DAY[agreement.plan]
        if self.repository.count_request(partner, at) > limit:
            raise DailyLimitReached(limit=limit, retry_after=_seconds_of_day_left(at))
        return admitted


def _seconds_of_day_left(at: datetime) -> int:
    local = at.astimezone(VIETNAM)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int((midnight - local).total_seconds()) + 1
