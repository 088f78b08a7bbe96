"""The errors a caller may see, each with a stable code and a sentence in Vietnamese and English.

ServiceError                       status, code, vi, en; `field` names what was wrong
├── MalformedRequest  400          the request could not be read
├── Unauthorised      401          no valid token
├── Forbidden         403          a valid token without the right
├── NotFound          404          unknown, or somebody else's
├── Conflicting       409          the state does not allow it
├── Gone              410          it was there, and is no more
├── PreconditionFailed 412         the caller saw an older state
├── TooLarge          413          more than is taken
├── Invalid           422          a value breaks a rule
├── TooManyRequests   429          later, please
└── Unavailable       503          something this needs does not answer
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from kit.core.fact_formatter import FactFormatter


class ServiceError(Exception):
    """A refusal written for the caller. Subclasses stand beside the rule that raises them."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    vi: ClassVar[str] = "Hệ thống gặp lỗi. Vui lòng thử lại sau."
    en: ClassVar[str] = "Something went wrong. Please try again later."
    oauth_error: ClassVar[str] = ""
    """The name by which OAuth 2.0 knows the refusal (RFC 6749, 5.2), where it has one."""

    def __init__(
        self,
        *,
        field: str | None = None,
        retry_after: int | None = None,
        state: str | None = None,
        **facts: object,
    ) -> None:
        """`facts` fill the braces of the sentences and must not be personal; `retry_after` is in
        seconds, `state` is the one that the object has now.
        """
        super().__init__(self.code)
        self.field = field
        self.facts: Mapping[str, object] = facts if state is None else facts | {"state": state}
        self.retry_after = retry_after
        self.state = state

    def message(self, language: str) -> str:
        """The sentence for the caller, in "vi" or "en".

        A fact in the form `{amount:dong}` reads "150.000 đồng" or "150,000 VND", a day
        "22/11/2026" or "22 November 2026", a pair by the language.
        """
        sentence = self.en if language == "en" else self.vi
        return FactFormatter(language).vformat(sentence, (), self.facts)


class MalformedRequest(ServiceError):
    """The request could not be read."""

    status = 400
    code = "malformed_request"
    vi = "Không đọc được yêu cầu. Vui lòng kiểm tra lại định dạng."
    en = "The request could not be read. Please check its format."


class Unauthorised(ServiceError):
    """There is no valid token."""

    challenge: str = "Bearer"
    """The header WWW-Authenticate of the refusal."""
    status = 401
    code = "unauthorised"
    vi = "Vui lòng đăng nhập."
    en = "Please sign in."


class TokenRequired(Unauthorised):
    """There is no token."""

    code = "token_required"


class SignInAgain(Unauthorised):
    """The sign-in is older than `max_age` seconds, the most that this act takes (RFC 9470)."""

    code = "sign_in_again"
    vi = "Việc này cần một lần đăng nhập mới. Vui lòng đăng nhập lại rồi thực hiện tiếp."
    en = "This needs a new sign-in. Please sign in again, then go on."

    def __init__(self, *, max_age: int) -> None:
        super().__init__(max_age=max_age)
        self.challenge = f'Bearer error="insufficient_user_authentication", max_age="{max_age}"'


class Forbidden(ServiceError):
    """The token is valid and does not give the right."""

    status = 403
    code = "forbidden"
    vi = "Tài khoản này không có quyền thực hiện việc này."
    en = "Your account may not do this."


class NotFound(ServiceError):
    """Unknown, or somebody else's: the answer is the same."""

    status = 404
    code = "not_found"
    vi = "Không tìm thấy."
    en = "Not found."


class Conflicting(ServiceError):
    """The present state does not allow it."""

    status = 409
    code = "conflicting"
    vi = "Trạng thái hiện tại không cho phép thực hiện việc này."
    en = "The present state does not allow this."


class Gone(ServiceError):
    """It was there, and is no more: asking again does not help."""

    status = 410
    code = "gone"
    vi = "Nội dung này không còn nữa."
    en = "This is no longer there."


class PreconditionFailed(ServiceError):
    """The caller saw an older state than the present one."""

    status = 412
    code = "precondition_failed"
    vi = "Dữ liệu đã thay đổi. Vui lòng tải lại rồi thử lại."
    en = "The data has changed. Please reload and try again."


class TooLarge(ServiceError):
    """More than is taken."""

    status = 413
    code = "too_large"
    vi = "Dữ liệu gửi lên quá lớn."
    en = "What was sent is too large."


class Invalid(ServiceError):
    """A value breaks a rule; `field` says which."""

    status = 422
    code = "invalid"
    vi = "Giá trị không hợp lệ. Vui lòng sửa lại."
    en = "The value is not valid. Please correct it."


class FieldError(NamedTuple):
    """A rule that a field breaks, by names of our own; `pointer` (RFC 6901) leads to it within what
    has a schema of its own. `vi` and `en` say what to do, "" where the rule's name is all.
    """

    field: str
    rule: str
    pointer: str | None = None
    vi: str = ""
    en: str = ""


class BrokenRules(Invalid):
    """Several fields break rules; `field` names the first, `errors` all."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(field=errors[0].field if errors else None)
        self.errors = errors


class TooManyRequests(ServiceError):
    """Too many requests of this kind."""

    status = 429
    code = "too_many_requests"
    vi = "Ông/bà đã thử quá nhiều lần. Vui lòng đợi rồi thử lại."
    en = "You have tried too many times. Please wait and try again."


class Unavailable(ServiceError):
    """Something this needs does not answer now; trying again is safe."""

    status = 503
    code = "unavailable"
    vi = "Dịch vụ tạm thời gián đoạn. Vui lòng thử lại sau ít phút."
    en = "The service is briefly unavailable. Please try again in a few minutes."
