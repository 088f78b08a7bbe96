"""The absence of a draft, apart from its models: the error pages of a client name it."""

from front.api_problem import ApiProblem


class DraftMissing(ApiProblem):
    """There is no such draft: it was given up, is past its end, or is somebody else's."""
