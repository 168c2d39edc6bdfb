"""Single sign-on of an account: OpenID Connect, authorization code with PKCE."""
