"""Pages that explain an error, and where to go from there."""

from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import FormExpired, SignInRequired, Visit
from kit.platform import log

NOT_SENT_AGAIN = ("csrf",)


def error_page(visit: Visit, error: Exception, method: str) -> PageResponse:
    """The page for an error that no handler expected."""
    match error:
        case SignInRequired():
            return sign_in_page(visit, method)
        case ApiProblem() as problem:
            return _problem_page(visit, problem, method)
        case FormExpired():
            return explained(visit, "form", 403)
        case NoResponse():
            log.warning("no_response", path=visit.path)
            if method == "POST" and not visit.form.files:
                return render(visit, "not_answered.html", status=503, fields=_sent_fields(visit))
            return explained(visit, "sent" if method == "POST" else "unavailable", 503)
    log.failure("unexpected", error, path=visit.path)
    return explained(visit, "internal", 500)


def _problem_page(visit: Visit, problem: ApiProblem, method: str) -> PageResponse:
    if problem.status == 401:
        return sign_in_page(visit, method)
    kinds = {403: ("not_found", 404), 404: ("not_found", 404), 429: ("too_many", 429)}
    kind = kinds.get(problem.status)
    return explained(visit, *kind) if kind else refused(visit, problem)


def explained(visit: Visit, kind: str, status: int) -> PageResponse:
    """One of the error pages, by its kind."""
    return render(visit, "error.html", status=status, kind=kind)


def refused(visit: Visit, problem: ApiProblem) -> PageResponse:
    """Why a route refused, in a sentence."""
    return render(visit, "refused.html", status=problem.status, sentence=sentence(visit, problem))


def sentence(visit: Visit, problem: ApiProblem) -> str:
    """A problem in words: ours for its code, else the route's own, which has the language."""
    key = f"problem.{problem.code}"
    return (
        visit.translate(key)
        if visit.has_text(key)
        else problem.detail or visit.translate("problem.other")
    )


def sign_in_page(visit: Visit, method: str) -> PageResponse:
    """The link to sign in. A form of ours that was sent is shown again, so that nothing typed is
    lost, also where the session ended with the sign-in and the browser says that it is ours. Any
    other is not: a stranger's fields would be a press away from being the visitor's own.

    The redirect itself must be a link: a policy `form-action 'self'` stops one after a form.
    """
    is_own = method == "POST" and (visit.has_own_form or visit.from_own_origin)
    template = "sign_in_again.html" if is_own else "sign_in.html"
    return render(visit, template, status=401, fields=_sent_fields(visit))


def _sent_fields(visit: Visit) -> list[tuple[str, str]]:
    """What was sent, for the same form again: its nonce makes the same Idempotency-Key."""
    return [pair for pair in visit.form.pairs if pair[0] not in NOT_SENT_AGAIN]
