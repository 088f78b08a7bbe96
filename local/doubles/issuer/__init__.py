"""A small OIDC provider: it stands for VNeID and for the province's own sign-on of officials."""
