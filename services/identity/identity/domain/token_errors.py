"""The refusals of the token route (RFC 6749, 5.2), by their standard names."""

from kit.core.errors import ServiceError, Unauthorised


class InvalidClient(Unauthorised):
    """Nobody is registered by this id and secret."""

    code = "invalid_client"
    oauth_error = "invalid_client"
    challenge = 'Basic realm="identity"'
    vi = "Mã hoặc khóa bí mật của ứng dụng không đúng. Vui lòng kiểm tra cấu hình của ứng dụng."
    en = "The application's id or secret is wrong. Please check its configuration."


class InvalidTokenRequest(ServiceError):
    """The form lacks something, or has it twice."""

    status = 400
    code = "invalid_token_request"
    oauth_error = "invalid_request"
    vi = "Yêu cầu cấp mã truy cập thiếu hoặc lặp tham số. Vui lòng kiểm tra lại."
    en = "The token request lacks a parameter or repeats one. Please check it."


class InvalidGrant(ServiceError):
    """Code or refresh token is used, ended, somebody else's, or was never given."""

    status = 400
    code = "invalid_grant"
    oauth_error = "invalid_grant"
    vi = "Lần đăng nhập này đã kết thúc hoặc không hợp lệ. Vui lòng đăng nhập lại."
    en = "This sign-in has ended or is not valid. Please sign in again."


class UnsupportedGrantType(ServiceError):
    """The grant is none of ours."""

    status = 400
    code = "unsupported_grant_type"
    oauth_error = "unsupported_grant_type"
    vi = "Hình thức cấp mã truy cập này không được hỗ trợ."
    en = "This grant type is not supported."


class UnauthorizedClient(ServiceError):
    """The client gets no tokens of this kind."""

    status = 400
    code = "unauthorized_client"
    oauth_error = "unauthorized_client"
    vi = "Ứng dụng không được cấp mã truy cập theo hình thức này."
    en = "The application may not get tokens by this grant."


class InvalidScope(ServiceError):
    """The client requests more than it may do."""

    status = 400
    code = "invalid_scope"
    oauth_error = "invalid_scope"
    vi = "Ứng dụng yêu cầu phạm vi chưa được cấp."
    en = "The application asks for a scope that it was not given."
