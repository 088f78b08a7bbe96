"""Error pages of the desk's own: somebody signed in who is no official, or too long ago."""

from desk.official import NotInDirectory
from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit


def own_errors(visit: Visit, error: Exception) -> PageResponse | None:
    """The page; None where that of the library fits."""
    if isinstance(error, NotInDirectory):
        subject = visit.signed_in.subject if visit.signed_in else ""
        return render(visit, "not_in_directory.html", status=403, subject=subject)
    if isinstance(error, ApiProblem) and error.code == "sign_in_again":
        from desk.work.fresh_sign_in import ask_again

        return ask_again(visit, visit.path)
    return None
