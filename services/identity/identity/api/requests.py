"""What the routes of identity take: members of the standards; unknown ones are ignored, as they
want it.
"""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from kit.core.model import Model

LONGEST = 4096
Member = Annotated[str, StringConstraints(max_length=LONGEST)]
ProviderId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]{1,19}$"),
    Field(description="The national provider, as the stage's configuration names it"),
]


class SignInQuery(Model):
    """A request to sign somebody in (OpenID Connect Core 1.0, 3.1.2.1)."""

    model_config = ConfigDict(extra="ignore")

    client_id: Annotated[Member, Field(description="The application's id.")] = ""
    redirect_uri: Annotated[
        Member, Field(description="Where the answer goes; to the letter as it is registered.")
    ] = ""
    response_type: Annotated[Member, Field(description="`code`.")] = ""
    response_mode: Annotated[Member, Field(description="`query`, or left out.")] = "query"
    scope: Annotated[Member, Field(description="`openid`, among others that do nothing.")] = ""
    state: Annotated[Member, Field(description="Comes back in the answer; required.")] = ""
    nonce: Annotated[Member, Field(description="Comes back in the ID token.")] = ""
    code_challenge: Annotated[Member, Field(description="Of the proof key; required.")] = ""
    code_challenge_method: Annotated[Member, Field(description="`S256`.")] = ""
    acr_values: Annotated[
        Member, Field(description="Levels that will do; a lower account signs nobody in.")
    ] = ""
    prompt: Annotated[Member, Field(description="`login`: whoever is signed in shows anew.")] = ""
    max_age: Annotated[Member, Field(description="`0` is as `prompt=login`.")] = ""
    ui_locales: Annotated[Member, Field(description="The language of the provider's pages.")] = ""
    idp: Annotated[
        Member, Field(description="The national provider; left out: the stage's first.")
    ] = ""


class CallbackQuery(Model):
    """The answer of a national provider (RFC 6749, 4.1.2; RFC 9207)."""

    model_config = ConfigDict(extra="ignore")

    state: Annotated[Member, Field(description="As it was sent.")] = ""
    code: Annotated[Member, Field(description="For one use.")] = ""
    error: Annotated[Member, Field(description="Why nobody signed in.")] = ""
    iss: Annotated[Member, Field(description="Who answers, where the provider states it.")] = ""


class SignOutQuery(Model):
    """A browser that comes from a sign-out at an application (RP-Initiated Logout 1.0, 2)."""

    model_config = ConfigDict(extra="ignore")

    client_id: Annotated[Member, Field(description="The application's id.")] = ""
    post_logout_redirect_uri: Annotated[
        Member, Field(description="Where the browser goes then, as it is registered.")
    ] = ""
