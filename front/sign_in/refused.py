"""What a sign-in that did not come about is, apart from the provider: every page may meet it."""


class SignInRefused(Exception):
    """The provider did not sign anybody in, or sent what is not for us; the message is why."""
